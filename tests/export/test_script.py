"""The script that makes files of figures and tables, under Node."""

import csv
import io
import json

import pytest
from node_running import check_module, imported, needs_node, run_node

from lib.export.exporting import export_script
from lib.lens.scripts import lens_script
from lib.places import PROJECT
from lib.words import LANGUAGES

pytestmark = needs_node
PART = PROJECT / "lib" / "export"


def from_part(names, module):
    return imported(names, PART / module)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_joined_script_is_one_valid_module(tmp_path, language):
    for script in (export_script(language), lens_script(language)):
        check_module(tmp_path, script)


def test_every_module_is_part_of_the_script():
    from lib.export.exporting import _MODULES

    assert {file.stem for file in PART.glob("*.mjs")} == set(_MODULES)


def test_a_number_in_a_cell_stays_a_number_and_a_formula_becomes_none(tmp_path):
    given = ["3,989,285", "−0.5", "12.5%", "1,23", "=1+1", "@x", "-x", "−x", "a", "2.1 MB", "+7"]
    read = run_node(
        tmp_path,
        from_part("plainText", "tables.mjs")
        + f"console.log(JSON.stringify({json.dumps(given)}.map(plainText)))",
    )
    assert read == [
        "3989285", "-0.5", "12.5%", "1,23", "'=1+1", "'@x", "'-x", "−x", "a", "2.1 MB", "+7",
    ]  # fmt: skip


def test_a_table_is_written_as_a_spreadsheet_reads_it(tmp_path):
    cells = [["", 'a "b"', "c, d"], ["行", "1,024", "x\ny"]]
    text = run_node(
        tmp_path,
        from_part("csvOf", "tables.mjs")
        + "const cell = (text) => ({ colSpan: 1, cloneNode: () => ({ textContent: text,"
        + " querySelectorAll: () => [] }) });"
        + f"const rows = {json.dumps(cells)}.map((row) => ({{ cells: row.map(cell) }}));"
        + "console.log(JSON.stringify(csvOf({ rows })))",
    )
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert text.startswith("\ufeff")
    assert read == [["", 'a "b"', "c, d"], ["行", "1024", "x y"]]


def test_text_that_would_break_a_file_does_not(tmp_path):
    read = run_node(
        tmp_path,
        from_part("tag", "markup.mjs")
        + "console.log(JSON.stringify(tag('text', { x: 1.23456, y: null, 'a-b': '\"<' }, 'x')))",
    )
    assert read == '<text x="1.23" a-b="&quot;&lt;">x</text>'


def test_steps_that_follow_at_once_are_one_entry_of_the_history(tmp_path):
    program = """
        let clock = 0;
        const location = { href: "http://a/labels?view=split" }, entries = [location.href];
        const go = (url) => { location.href = new URL(url, location.href).href; };
        const history = {
          add: (_state, _title, url) => { go(url); entries.push(location.href); },
          pushState: (...step) => history.add(...step),
          replaceState: (...step) => { entries.pop(); history.add(...step); },
        };
        mergeSteps({ history, location }, () => clock);
        const steps = [[5000, "/labels?way=squash&lesson=2"], [8, "/labels?lesson=2"],
          [100, "/resize?lesson=2"], [900, "/resize?lesson=2&lang=en"],
          [3000, "/resize?lesson=2&lang=en&view=pixel"], [900, "/resize?lesson=2&lang=en"],
          [3000, "/edges?lang=en"], [600, "/padding?lang=en"]];
        for (const [pause, url] of steps) { clock += pause; history.pushState({}, "", url); }
        console.log(JSON.stringify(entries.map((entry) => entry.replace("http://a", ""))));
    """
    steps = imported("mergeSteps", PROJECT / "lib" / "browser" / "steps.mjs")
    assert run_node(tmp_path, steps + program) == [
        "/labels?view=split",
        "/resize?lesson=2&lang=en",
        "/resize?lesson=2&lang=en&view=pixel",  # what the visitor does, however soon
        "/resize?lesson=2&lang=en",
        "/edges?lang=en",
        "/padding?lang=en",
    ]


def test_a_run_of_colours_lies_along_the_line_that_css_draws(tmp_path):
    box = {"x": 10, "y": 20, "width": 13, "height": 13}
    program = f"""
        const box = {json.dumps(box)};
        console.log(JSON.stringify([0, 90, 180, 270, -45].map((one) => {{
          const {{ x1, y1, across, down, length }} = gradientLine(one, box);
          return [x1, y1, x1 + across * length, y1 + down * length].map((n) => Math.round(n));
        }})));
    """
    lines = run_node(tmp_path, from_part("gradientLine", "backdrops.mjs") + program)
    up, right, down, left, slanted = lines
    assert up[1] == 33 and up[3] == 20 and up[0] == up[2]
    assert (right[0], right[2], left[0], left[2]) == (10, 23, 23, 10)
    assert (down[1], down[3]) == (20, 33)
    assert slanted == [23, 33, 10, 20]  # from corner to corner


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("linear-gradient(90deg, rgb(1, 2, 3), rgb(4, 5, 6), rgb(7, 8, 9))",
         [90, False, [["rgb(1, 2, 3)", 0], ["rgb(4, 5, 6)", 0.5], ["rgb(7, 8, 9)", 1]]]),
        ("repeating-linear-gradient(-45deg, color(srgb 0.8 0.8 1) 0px, color(srgb 0.8 0.8 1) 3px, "
         "rgba(0, 0, 0, 0) 3px 4px)",
         [-45, True, [["color(srgb 0.8 0.8 1)", 0], ["color(srgb 0.8 0.8 1)", 0.3],
                      ["rgba(0, 0, 0, 0)", 0.3], ["rgba(0, 0, 0, 0)", 0.4]]]),
        ("linear-gradient(rgb(0, 0, 0), rgb(1, 1, 1) 25%)",
         [180, False, [["rgb(0, 0, 0)", 0], ["rgb(1, 1, 1)", 0.25]]]),
        ("linear-gradient(to right, red, blue)", None),
        ("none", None),
    ],
)  # fmt: skip
def test_runs_of_colours_are_read_as_a_browser_writes_them(tmp_path, text, read):
    program = f"""
        const found = readGradient({json.dumps(text)}, () => 10);
        console.log(JSON.stringify(found && [found.degrees, found.repeats,
          found.stops.map(({{ colour, at }}) => [colour, at])]));
    """
    assert run_node(tmp_path, from_part("readGradient", "backdrops.mjs") + program) == read


def test_the_letters_of_a_sign_are_those_that_the_style_says(tmp_path):
    given = ['"✓"', '"\\25b8  "', '"a \\"b\\""', "none", 'url("x.png")', '""']
    program = f"console.log(JSON.stringify({json.dumps(given)}.map(lettersOfSign)))"
    read = run_node(tmp_path, from_part("lettersOfSign", "signs.mjs") + program)
    assert read == ["✓", "▸ ", 'a "b"', "", "", ""]
