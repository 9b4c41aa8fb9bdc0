"""How the few pages for browsers look: one small sheet in each, by which nothing is loaded from anywhere.

Colours are the tablet's (``Theme.qml``), by day and by night; sizes are for a finger, and grow with the reader's text.
"""

from __future__ import annotations

import base64
import hashlib

SHEET = """
:root{color-scheme:light dark;--canvas:#F7F4EF;--surface:#FFFEFC;--line:#E4DDD2;--strong:#8A7F72;--text:#231F1B;
--soft:#655C52;--accent:#2C4A3E;--ink:#FFFFFF}
@media(prefers-color-scheme:dark){:root{--canvas:#171512;--surface:#211E1A;--line:#38332D;--strong:#8B8173;
--text:#F3EEE7;--soft:#B8AEA2;--accent:#A9CBB8;--ink:#14211B}}
body{margin:0 auto;max-width:44rem;padding:2.5rem 1.25rem 4rem;background:var(--canvas);color:var(--text);
font:1rem/1.5 Manrope,system-ui,sans-serif;overflow-wrap:anywhere}
h1{margin:0 0 1.5rem;font-size:1.75rem;font-weight:600;line-height:1.2}
h2{margin:2rem 0 .5rem;font-size:1.125rem;font-weight:600}
a{color:var(--accent)}
form,dl{margin:1rem 0;padding:.5rem 1.25rem;border:1px solid var(--line);border-radius:12px;background:var(--surface)}
form:not(:has(label)){padding:0;border:0;background:none}
pre{white-space:pre-wrap;font:inherit}
fieldset{margin:1rem 0;padding:.25rem 1rem;border:1px solid var(--line);border-radius:8px}
legend{padding:0 .5rem;color:var(--soft)}
fieldset p{margin:0}
fieldset label{display:flex;align-items:center;min-height:3rem}
input,select,textarea{box-sizing:border-box;display:block;width:100%;min-height:3rem;margin-top:.25rem;
padding:.5rem .75rem;border:1px solid var(--strong);border-radius:8px;background:var(--canvas);color:inherit;
font:inherit}
input[type=checkbox]{flex:none;width:1.5rem;min-height:1.5rem;margin:0 .75rem 0 0;accent-color:var(--accent)}
button{min-height:3rem;padding:.5rem 1.5rem;border:0;border-radius:8px;background:var(--accent);color:var(--ink);
font:inherit;font-weight:600;cursor:pointer}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
dl{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.375rem 1.5rem;padding:1rem 1.25rem}
dt{color:var(--soft)}
dd{margin:0}
ul{margin:1rem 0;padding:0;list-style:none}
li{padding:.75rem 0;border-bottom:1px solid var(--line)}
@media(max-width:34rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}}
"""
ELEMENT = f"<style>{SHEET}</style>"
"""Goes into the head of a page."""
SOURCE = f"'sha256-{base64.b64encode(hashlib.sha256(SHEET.encode()).digest()).decode()}'"
"""How Content-Security-Policy names it, and no other."""
