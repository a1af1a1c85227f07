"""A hundred visitors at once, while a training runs.

    python benchmarks/load.py [--visitors 100] [--seconds 120] [--think 8] [--pages edges,loss]

Every visitor is a websocket session that speaks as a browser does (tests/websocket_visitor.py):
it opens a page, moves its sliders with the pauses of somebody who looks at what has changed,
fetches its pictures, and goes to another page.  One in twenty watches the training, which redraws
twice a second.  After one visitor has seen every page, so that its code is loaded and what all
share is known, a single visitor does the same alone, then all do, in both cases while a training
runs; it is started through the page.  The crowd opens pages by chance; the single visitor opens
each once, so that both see the quick and the slow ones alike.

An interaction is from the message of a moved slider to the end of the redraw, pictures fetched;
beside it the moment at which its first figure is there.  The single visitor pauses for a shorter
time, but long enough for the figures of a page that has been looked at to come first.
Memory is the resident memory of the web process: before, at its highest, and after everybody has
left and their sessions have been forgotten; then the same crowd comes again.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import psutil

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests")]

from hosting.serving import command, free_port, wait_until_well  # noqa: E402
from websocket_visitor import Element, Visitor  # noqa: E402

from lib.ui.registry import PAGES  # noqa: E402

_LARGEST_RATIO = 3.0
_WATCHERS = 20  # one in so many looks at the training
_SLIDES = 6  # on a page, before the next
_SLIDES_ALONE = 4
_THINK_ALONE = 4.2  # seconds, as many as have the order of a page known
_LEFT_SECONDS = 190  # a session is kept for two minutes, and looked at every half


@dataclass
class Seen:
    """What all visitors together have seen."""

    slides: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    figures: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    openings: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    pictures: int = 0
    received: int = 0

    def note(self, visitor: Visitor) -> None:
        """Add what a visitor has counted."""
        self.errors += visitor.errors
        self.pictures += visitor.fetched
        self.received += visitor.received


def step(slider: Element, chance: random.Random) -> float:
    """Somewhere else on the slider, as a hand would move it."""
    proto = slider.proto
    size = proto.step or (proto.max - proto.min) / 100
    count = max(1, round((proto.max - proto.min) / size))
    return min(proto.max, proto.min + size * chance.randint(0, count))


async def visit(
    url: str, pages: list[str], seen: Seen, *, seed: int, counted: float, until: float, think: float
) -> None:
    """One visitor, who comes before the time that counts and stays until it is over."""
    chance = random.Random(seed)
    await asyncio.sleep(max(0.0, chance.uniform(time.monotonic(), counted) - time.monotonic()))

    def note(kind: dict[str, list[float]], path: str, seconds: float) -> None:
        if time.monotonic() > counted:
            kind[path].append(seconds)

    try:
        async with Visitor(url) as visitor:
            try:
                while time.monotonic() < until:
                    path = chance.choice(pages)
                    address = {"lang": chance.choice(["en", "zh"])}
                    note(seen.openings, path, await visitor.open(path, **address))
                    for _ in range(_SLIDES):
                        await asyncio.sleep(chance.uniform(0.5, 1.5) * think)
                        sliders = [s for s in visitor.find("slider") if not s.proto.disabled]
                        if not sliders or time.monotonic() > until:
                            break
                        slider = chance.choice(sliders)
                        note(seen.slides, path, await visitor.slide(slider, step(slider, chance)))
                        if visitor.until_figure is not None:
                            note(seen.figures, path, visitor.until_figure)
            finally:
                seen.note(visitor)
    except Exception as error:  # it must not end the others; it is what is counted
        seen.errors.append(f"{type(error).__name__}: {error}"[:200])


async def tour(url: str, pages: list[str]) -> Seen:
    """What a single visitor sees who opens one page after the other."""
    seen, chance = Seen(), random.Random(1)
    async with Visitor(url) as visitor:
        for number, path in enumerate(pages):
            language = "en" if number % 2 else "zh"
            seen.openings[path].append(await visitor.open(path, lang=language))
            for _ in range(_SLIDES_ALONE):
                await asyncio.sleep(_THINK_ALONE)
                sliders = [s for s in visitor.find("slider") if not s.proto.disabled]
                if not sliders:
                    break
                slider = chance.choice(sliders)
                seen.slides[path].append(await visitor.slide(slider, step(slider, chance)))
                if visitor.until_figure is not None:
                    seen.figures[path].append(visitor.until_figure)
        seen.note(visitor)
    return seen


async def see_all(url: str, pages: list[str]) -> None:
    """One visitor opens every page in both languages and moves its first slider."""
    for language in ("en", "zh"):
        async with Visitor(url) as visitor:
            for path in pages:
                await visitor.open(path, lang=language)
                for slider in [s for s in visitor.find("slider") if not s.proto.disabled][:1]:
                    await visitor.slide(slider, slider.proto.max)
            if visitor.errors:
                raise SystemExit("\n".join(visitor.errors))


async def watch(url: str, run: str, seen: Seen, *, counted: float, until: float) -> None:
    """Somebody who looks at the training, and comes at any time before the one that counts."""
    await asyncio.sleep(random.uniform(0.0, max(0.0, counted - time.monotonic())))
    try:
        async with Visitor(url) as visitor:
            seen.openings["train"].append(await visitor.open("train", lang="en", run=run))
            await asyncio.sleep(max(0.0, until - time.monotonic()))
            seen.note(visitor)
    except Exception as error:
        seen.errors.append(f"watching: {type(error).__name__}: {error}"[:200])


async def start_training(url: str) -> str:
    """Press Train; the run's name, once it trains."""
    async with Visitor(url, polling=False) as visitor:
        await visitor.open("train", lang="en", picture_count="600", epochs="100")
        (button,) = visitor.find("button", label="Train")
        await visitor.press(button)
        run = dict(part.split("=") for part in visitor.query.split("&"))["run"]
        for _ in range(240):
            await visitor.open("train", lang="en", run=run)
            if visitor.find("button", label="Pause"):
                return run
            await asyncio.sleep(0.5)
    raise SystemExit("the training did not begin")


def percentile(values: list[float], share: float) -> float:
    """In milliseconds."""
    ordered = sorted(values)
    if not ordered:
        return float("nan")
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def flat(groups: dict[str, list[float]]) -> list[float]:
    """All of them."""
    return [value for group in groups.values() for value in group]


def report(name: str, seen: Seen) -> None:
    """Two lines on what was seen."""
    parts = {
        "interactions": seen.slides,
        "figures": seen.figures,
        "openings": seen.openings,
    }
    for what, groups in parts.items():
        values = flat(groups)
        print(
            f"{name:14}{len(values):6} {what:13} median {percentile(values, 0.5):7.0f} ms, "
            f"95 % {percentile(values, 0.95):7.0f} ms, longest {percentile(values, 1.0):7.0f} ms"
        )
    print(
        f"{name:14}{seen.pictures:6} pictures, {seen.received / 2**20:.1f} MB of messages, "
        f"{len(seen.errors)} errors",
        flush=True,
    )
    for error in sorted(set(seen.errors))[:10]:
        print(f"    {seen.errors.count(error)} × {error}")


def compare(single: Seen, crowd: Seen) -> float:
    """A line a page; the ratio of the 95th percentiles of all interactions."""
    print(f"{'page':16}{'single 50/95 %':>20}{'crowd 50/95 %':>20}{'ratio':>8}")
    for path in sorted(single.slides):
        alone, among = single.slides[path], crowd.slides[path]
        if len(alone) > 2 and len(among) > 2:
            low, high = (percentile(values, 0.95) for values in (alone, among))
            print(
                f"{path:16}{1000 * statistics.median(alone):10.0f}{low:10.0f}"
                f"{1000 * statistics.median(among):10.0f}{high:10.0f}{high / low:8.1f}"
            )
    ratios = [
        percentile(flat(among), 0.95) / percentile(flat(alone), 0.95)
        for alone, among in ((single.figures, crowd.figures), (single.slides, crowd.slides))
    ]
    print(f"ratio of the 95th percentiles until the first figure: {ratios[0]:.2f}")
    return ratios[1]


async def crowd_of(
    count: int, url: str, run: str, pages: list[str], *,
    seconds: float, think: float, seed: int, arriving: float = 0.0,
) -> Seen:  # fmt: skip
    """What a crowd sees in that time, once all have come."""
    seen, counted = Seen(), time.monotonic() + arriving
    until = counted + seconds
    watchers = count // _WATCHERS
    people = [
        visit(url, pages, seen, seed=seed + number, counted=counted, until=until, think=think)
        for number in range(count - watchers)
    ]
    watching = (watch(url, run, seen, counted=counted, until=until) for _ in range(watchers))
    await asyncio.gather(*people, *watching)
    return seen


class Memory:
    """Resident memory of the server's process, its highest in between."""

    def __init__(self, pid: int) -> None:
        self._process, self.peak = psutil.Process(pid), 0.0

    def now(self) -> float:
        """In MB."""
        size = self._process.memory_info().rss / 2**20
        self.peak = max(self.peak, size)
        return size

    async def follow(self) -> None:
        """Look twice a second, for ever."""
        while True:
            self.now()
            await asyncio.sleep(0.5)


async def measure(url: str, pid: int, asked: argparse.Namespace) -> bool:
    """Run it all; whether it is as good as promised."""
    pages = asked.pages.split(",") if asked.pages else [
        spec.path for spec in PAGES if spec.path not in ("start", "train", "compare", "layers")
    ]  # fmt: skip
    memory = Memory(pid)
    followed = asyncio.create_task(memory.follow())
    run = await start_training(url)
    await see_all(url, pages)
    single = await tour(url, pages)
    report("single", single)
    before = memory.now()
    options = {"seconds": asked.seconds, "think": asked.think, "arriving": asked.arriving}
    crowd = await crowd_of(asked.visitors, url, run, pages, seed=100, **options)
    report(f"{asked.visitors} visitors", crowd)
    ratio = compare(single, crowd)
    peak = memory.peak
    await asyncio.sleep(_LEFT_SECONDS)
    after = memory.now()
    if asked.once:
        print(f"ratio of the 95th percentiles: {ratio:.2f} (at most {_LARGEST_RATIO:g})")
        print(f"memory of the web process: {before:.0f} MB, {peak:.0f} at most, {after:.0f} after")
        followed.cancel()
        return ratio <= _LARGEST_RATIO and not (single.errors or crowd.errors)
    again = await crowd_of(asked.visitors, url, run, pages, seed=900, **options)
    second = memory.peak
    await asyncio.sleep(_LEFT_SECONDS)
    last = memory.now()
    followed.cancel()
    print(f"ratio of the 95th percentiles: {ratio:.2f} (at most {_LARGEST_RATIO:g})")
    print(
        f"memory of the web process: {before:.0f} MB before, {peak:.0f} at its highest, "
        f"{after:.0f} after they left; the second time {second:.0f} and {last:.0f}"
    )
    return ratio <= _LARGEST_RATIO and not (single.errors or crowd.errors or again.errors)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--visitors", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=120.0, help="each of the three times")
    parser.add_argument("--arriving", type=float, default=60.0, help="seconds until all have come")
    parser.add_argument("--think", type=float, default=15.0, help="seconds between two movements")
    parser.add_argument("--once", action="store_true", help="the crowd does not come again")
    parser.add_argument("--pages", help="with commas; by default all that have something to move")
    asked = parser.parse_args()
    home, port = Path(tempfile.mkdtemp(prefix="convscope-load-")), free_port()
    with (home / "server.log").open("wb") as log:
        server = subprocess.Popen(
            command(port),
            cwd=PROJECT,
            env={**os.environ, "CONVSCOPE_HOME": str(home)},
            stdout=log,
            stderr=log,
        )
    try:
        wait_until_well(port, server, home / "server.log")
        good = asyncio.run(measure(f"http://127.0.0.1:{port}", server.pid, asked))
    finally:
        server.terminate()
        server.wait(60)
    raise SystemExit(0 if good else 1)


if __name__ == "__main__":
    main()
