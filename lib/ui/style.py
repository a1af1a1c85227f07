"""The few rules of style that the theme cannot say."""

from __future__ import annotations

import streamlit as st

_RULES = """
<style>
/* Says to who measures a page that these rules hold: they come a moment after its first text. */
:root {--convscope-style: 1;}
/* A page's figure belongs in the first screenful: no tall empty band above it. */
[data-testid="stMainBlockContainer"] {padding: 4rem 2.25rem 4rem; max-width: 84rem;}
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] {padding: 4rem 1rem 3rem;}
  .st-key-heading {flex-direction: column-reverse;}
  /* In a column a basis in pixels is a height: an empty band under the question. */
  .st-key-heading > * {flex: none !important; width: 100%;}
  /* What was asked for comes first: on Predict the answer before the details, on Train the run
     before its form; both lie in columns, with or without a wrapper of Streamlit between. */
  .st-key-answer-early > * > [data-testid="stHorizontalBlock"] > :nth-child(2),
  .st-key-answer-early > [data-testid="stHorizontalBlock"] > :nth-child(2),
  .st-key-run-first > * > [data-testid="stHorizontalBlock"] > :nth-child(1),
  .st-key-run-first > [data-testid="stHorizontalBlock"] > :nth-child(1) {order: 2;}
  /* Columns that lie below each other are as far apart as everything else. */
  [data-testid="stHorizontalBlock"] {row-gap: 1rem;}
  /* A list in a row with others stays wide enough to be read, or takes a line of its own. */
  .st-key-bench-row > :has([data-testid="stSelectbox"]) {min-width: 15rem;}
  /* A wide table scrolls by itself. */
  [data-testid="stMarkdownContainer"] table {display: block; overflow-x: auto; max-width: 100%;}
  /* Short controls two by two, so that the figure they change is on the screen. */
  [class*="st-key-pairs"] [data-testid="stHorizontalBlock"] {gap: .25rem 1rem;}
  [class*="st-key-pairs"] [data-testid="stColumn"] {
    flex: 1 1 calc(50% - .5rem); min-width: calc(50% - .5rem);
  }
  [class*="st-key-twos"] {display: grid; grid-template-columns: 1fr 1fr; gap: .25rem 1rem;}
  /* On a narrow screen a picture is lower than its place on a desk: no empty band below it. */
  .st-key-annotate-picture {height: auto !important;}
  /* Every option is seen: a row of buttons wraps instead of scrolling. */
  [data-testid="stButtonGroup"] [role="radiogroup"] {flex-wrap: wrap;}
}
/* A page answers a slider within some frames.  Streamlit would begin to fade every element of it
   meanwhile, which takes the browser longer than drawing the figure; what takes long says so. */
[data-testid="stElementContainer"][data-stale="true"] {
  opacity: 1 !important; transition: none !important;
}
/* Streamlit's own button stops the drawing of a page, not the training it looks like. */
[data-testid="stStatusWidget"] button {display: none;}
/* Captions are quieter than text, and dark enough to be read by everybody. */
[data-testid="stCaptionContainer"] {color: inherit; opacity: .8;}
/* White on the light blue that the dark theme uses for lines would be too faint. */
[data-testid^="stBaseButton-primary"]:not(:disabled) {
  background: #1d4ed8; border-color: #1d4ed8; color: #fff;
}
[data-baseweb="tag"], [data-testid="stMultiSelect"] [data-tag] {
  background-color: #1d4ed8 !important; color: #fff !important;
}
/* A label that is too long for its place goes on below: an ellipsis would tell nobody the rest. */
.stMarkdownEllipsis, .stMarkdownEllipsis p {
  white-space: normal !important; overflow: visible !important;
}
/* Numbers that change in place must not dance. */
[data-testid="stMetricValue"], [data-testid="stMarkdownContainer"] table,
[data-testid="stSlider"], [data-testid="stNumberInput"], .convscope-figures {
  font-variant-numeric: tabular-nums;
}
[data-testid="stMetricValue"] {font-size: 1.5rem;}
[class*="st-key-numbers"] {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 1rem;
}
/* For a moment Stop stands behind Resume, and going would move it under the hand that presses. */
.st-key-run-resume {order: 1;}
/* A link to what a page is for looks like something to press. */
[class*="st-key-strong-door"] a {
  background: #1d4ed8; border: 1px solid #1d4ed8; border-radius: var(--st-button-radius, .5rem);
  padding: .4rem .8rem; text-decoration: none;
}
[class*="st-key-strong-door"] a :is(p, span) {color: #fff !important;}
[class*="st-key-strong-door"] a:hover {background: #1e40af;}
/* A picture of few pixels is shown as pixels. */
.st-key-pixels img, [class*="st-key-pixels"] img {image-rendering: pixelated;}
/* A map that is clear where it is zero still has an edge. */
[class*="st-key-pixels-map"] img {outline: 1px solid rgb(128 128 128 / .4);}
/* Pictures of every shape stand in one row, whole. */
[class*="st-key-annotate-cell"] img {aspect-ratio: 1; object-fit: contain; width: 100%;}
/* The question a page answers, larger than prose and quieter than a heading. */
[class*="st-key-question"] p {
  font-size: 1.12rem; line-height: 1.45; opacity: .86; max-width: 62rem;
}
[class*="st-key-question"] h2 {padding: 0 0 .1rem;}
[class*="st-key-question"] [data-testid="stHeadingWithActionElements"] {line-height: 1.2;}
/* The lesson's bar is a frame around the page, not a part of it. */
.st-key-lesson-bar {border-left: .25rem solid #1d4ed8; padding: .1rem 0 .1rem .9rem;}
.st-key-lesson-bar p {max-width: 62rem;}
.st-key-lesson-bar button, .st-key-lesson-bar [data-testid="stPageLink"] a {
  min-height: 0; padding: .1rem .4rem; margin: 0;
}
.st-key-lesson-bar [data-testid="stProgress"] > * {height: .3rem;}
/* A term's link is for who stumbles over it; it must not catch everybody's eye. */
[class*="st-key-prose"] a[href^="glossary"] {
  color: inherit; text-decoration: underline dotted; text-underline-offset: .2em; cursor: help;
}
/* Text is read in lines of bearable length, however wide the figure. */
[class*="st-key-prose"] p, [class*="st-key-prose"] li {max-width: 46rem;}
/* Formulas begin where their text does, and have room above for what is high. */
[class*="st-key-prose"] .katex-display {margin: .6rem 0; padding: .3rem 0;}
[class*="st-key-prose"] .katex-display, [class*="st-key-prose"] .katex-display > .katex {
  text-align: left;
}
/* A long one goes on below, broken at its signs, instead of running out of a narrow page. */
[class*="st-key-prose"] .katex-display > .katex {white-space: normal;}
[class*="st-key-prose"] .katex-display .katex-html > .base {margin: .15rem 0;}
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after {animation: none !important; transition: none !important;}
}
</style>
"""


def apply_style() -> None:
    """Add the rules to the page being drawn."""
    st.html(_RULES)
