"""The drawings of product pictures: SVG fragments on a square of 96, coloured by five tones of one colour.

Placeholders: {base} the product's colour, {dark} and {deep} its shadows, {light} and {pale} its lights.
Flat and warm: no outline, no gradient, at most one metal.
"""

from __future__ import annotations

from typing import Final

GENERIC: Final = "generic"
GOLD: Final = "#D9B36A"
BRASS: Final = "#C39A4B"
SOLE: Final = "#6E523C"
PAPER: Final = "#F6F0E6"

_ACCESSORIES: Final = {
    "bag": f"""<path d="M32 38V30a16 16 0 0 1 32 0v8" fill="none" stroke="{{deep}}" stroke-width="5"/>
<path d="M17 34h62l8 46a4 4 0 0 1-4 4H13a4 4 0 0 1-4-4z" fill="{{base}}"/>
<path d="M15.500 43h65l-4 14Q48 68 19.500 57z" fill="{{dark}}"/>
<rect x="42" y="52" width="12" height="13" rx="1.500" fill="{GOLD}"/>""",
    "scarf": f"""<path d="M29 34l18 3-7 45-20-2z" fill="{{light}}"/>
<path d="M50 37l17-3 9 44-19 5z" fill="{{dark}}"/>
<path d="M26 12q22-9 44 0l4 22q-26 8-52 0z" fill="{{base}}"/>
<path d="M24.500 59l19-3-.7 4-19 3zM53 57l18-4 .8 4-18 4z" fill="{GOLD}"/>
<path d="M21 81l19 2M58 84l18-5" stroke="{{pale}}" stroke-width="3" stroke-dasharray="2 2" fill="none"/>""",
    "hat": """<path d="M26 58q-2-34 22-34t22 34z" fill="{base}"/>
<path d="M26 49q22 8 44 0l1 11q-23 8-46 0z" fill="{deep}"/>
<path d="M8 62q40-12 80 0-4 14-40 14T8 62z" fill="{dark}"/>
<path d="M26 59q22 7 44 0-22-3-44 0z" fill="{base}"/>""",
    "glove": """<path d="M30 62V24a5 5 0 0 1 10 0v18h1V16a5 5 0 0 1 10 0v26h1V18a5 5 0 0 1 10 0v26h1V28a4.500
4.500 0 0 1 9 0v26
q0 8-4 14v2H32z" fill="{base}"/><path d="M32 66q-14-12-17-22-1-6 4-7t8 4l7 10z" fill="{light}"/>
<path d="M31 68h38l2 18H29z" fill="{dark}"/><path d="M31 72h39" stroke="{pale}" stroke-width="2"/>""",
    "belt": f"""<path d="M48 22c26 0 38 10 38 26S74 74 48 74 10 64 10 48s12-26 38-26zm0 12c-18 0-26 5-26 14s8
14 26 14 26-5
26-14-8-14-26-14z" fill="{{base}}"/><path d="M22 48c0-9 8-14 26-14s26 5 26 14c0-6-10-9-26-9s-26 3-26 9z"
fill="{{deep}}"/>
<rect x="38" y="57" width="20" height="22" rx="3" fill="none" stroke="{GOLD}" stroke-width="4"/>
<rect x="46" y="66" width="17" height="4" rx="2" fill="{BRASS}"/>""",
    "sunglasses": """<path d="M8 38h80l-2 6H10z" fill="{deep}"/>
<path d="M10 40h33q1 24-16 25Q12 66 10 40z" fill="{base}"/>
<path d="M53 40h33q-2 26-17 25Q52 64 53 40z" fill="{base}"/>
<path d="M41 42q7-5 14 0v5q-7-4-14 0z" fill="{deep}"/>
<path d="M17 44l8 14M24 44l5 9M60 44l8 14M67 44l5 9" stroke="{pale}" stroke-width="2.500"
stroke-linecap="round"/>""",
    "umbrella": """<path d="M48 18v58a8 8 0 0 1-16 0" fill="none" stroke="#6B4A2F" stroke-width="4"
stroke-linecap="round"/>
<path d="M8 52Q12 18 48 18t40 34q-7-6-13 0-7-6-14 0-7-6-13 0-7-6-14 0-7-6-13 0-6-6-13 0z" fill="{base}"/>
<path d="M48 18q-14 10-14 34 7-6 14 0 7-6 14 0 0-24-14-34z" fill="{dark}"/>""",
    "wallet": f"""<rect x="12" y="28" width="72" height="48" rx="6" fill="{{base}}"/>
<path d="M12 40h72v5H12z" fill="{{dark}}"/>
<path d="M58 48h26v14H58a7 7 0 0 1 0-14z" fill="{{deep}}"/><circle cx="63" cy="55" r="3.500" fill="{GOLD}"/>""",
}

_SHOES: Final = {
    "shoe": """<path d="M16 22v50h6q0-18 3-26z" fill="{base}"/>
<path d="M16 22q10 22 32 33 14 6 30 8 10 3 10 13H58Q36 74 25 46z" fill="{base}"/>
<path d="M40 60q8 13 26 13h22q1 5-1 5H62Q44 77 38 63z" fill="{deep}"/>""",
    "boot": f"""<path d="M30 12h28v38q2 8 14 11 14 3 14 17H30z" fill="{{base}}"/>
<path d="M30 12h28v10H30z" fill="{{light}}"/>
<path d="M50 26h8v24q2 6 8 9-14 0-16-14z" fill="{{dark}}"/>
<path d="M28 78h60v5H50l-2-2h-4v5H28z" fill="{SOLE}"/>""",
    "trainer": f"""<path d="M10 40q8 6 16 0l8-8q8 14 26 20 26 4 28 18H10z" fill="{{base}}"/>
<path d="M10 40q8 6 16 0l3-3 4 22-23 4z" fill="{{dark}}"/>
<path d="M8 70h80v4q0 6-6 6H14q-6 0-6-6z" fill="{PAPER}"/>
<path d="M41 42l-6 6M48 47l-6 6M55 51l-6 6" stroke="{PAPER}" stroke-width="3" stroke-linecap="round"/>""",
    "sock": """<path d="M32 12h26v36q2 6 10 14 8 10-2 18t-18 0L36 66q-4-4-4-12z" fill="{base}"/>
<path d="M32 12h26v12H32z" fill="{dark}"/><path d="M70 66q4 10-4 14-8 5-16 1 10-2 20-15z" fill="{light}"/>
<path d="M32 30h26v4H32zM32 38h26v4H32z" fill="{pale}"/>""",
}

_CLOTHES: Final = {
    "coat": f"""<path d="M34 12h28l18 10 6 46H74l-3-22v40H25V46l-3 22H10l6-46z" fill="{{base}}"/>
<path d="M34 12h28L48 40z" fill="{{pale}}"/>
<path d="M34 12l14 28-4 8-16-28zM62 12L48 40l4 8 16-28z" fill="{{dark}}"/>
<path d="M47 44h2v42h-2z" fill="{{deep}}"/><path d="M25 56h46v6H25z" fill="{{dark}}"/>
<circle cx="42" cy="53" r="2" fill="{GOLD}"/><circle cx="42" cy="68" r="2" fill="{GOLD}"/>""",
    "dress": """<path d="M34 10h5q9 12 18 0h5l4 18-6 14 18 44H18l18-44-6-14z" fill="{base}"/>
<path d="M36 42h24l1 5H35z" fill="{deep}"/><path d="M38 47l-8 39h-4zM58 47l8 39h4z" fill="{dark}"/>
<path d="M47 47h2l3 39h-8z" fill="{dark}"/>""",
    "shirt": f"""<path d="M34 14h28l24 12-8 20-9-4v42H27V42l-9 4-8-20z" fill="{{base}}"/>
<path d="M34 14l14 12 14-12 3 3-12 16-5-5-5 5-12-16z" fill="{{light}}"/>
<path d="M47 28h2v56h-2z" fill="{{dark}}"/>
<path d="M27 42l3-8 1 50h-4zM69 42l-3-8-1 50h4z" fill="{{dark}}"/>
<g fill="{PAPER}"><circle cx="52" cy="42" r="1.500"/><circle cx="52" cy="56" r="1.500"/>
<circle cx="52" cy="70" r="1.500"/></g>""",
    "tshirt": """<path d="M34 16q14 12 28 0l26 14-9 20-10-5v37H27V45l-10 5-9-20z" fill="{base}"/>
<path d="M34 16q14 12 28 0l4 2q-18 18-36 0z" fill="{dark}"/>""",
    "trousers": """<path d="M28 10h40l6 76H55L48 38l-7 48H22z" fill="{base}"/>
<path d="M28 10h40l.600 8H27.400z" fill="{deep}"/>
<path d="M48 38l7 48h4L50 26h-4z" fill="{dark}"/>
<path d="M31 22q-1 8-5 10M65 22q1 8 5 10" fill="none" stroke="{dark}"
stroke-width="2.500"/>""",
    "skirt": """<path d="M32 16h32l20 62q-36 12-72 0z" fill="{base}"/><path d="M31 14h34v9H31z" fill="{deep}"/>
<path d="M40 23l-9 61h5zM56 23l9 61h-5zM47 23h2l2 63h-6z" fill="{dark}"/>""",
    "knit": """<path d="M34 14h28q16 4 20 16l8 40-14 4-7-24v34H27V50l-7 24-14-4 8-40q4-12 20-16z"
fill="{base}"/>
<path d="M34 14q14 10 28 0l2 5q-16 12-32 0z" fill="{dark}"/><path d="M27 76h42v8H27z" fill="{dark}"/>
<path d="M7 66l14 4-1.500 5L6 71zM89 66l-14 4 1.500 5L90 71z" fill="{dark}"/>
<path d="M38 30v42M48 32v40M58 30v42" stroke="{light}" stroke-width="4" stroke-dasharray="4 3"/>""",
}

_JEWELLERY: Final = {
    "ring": f"""<circle cx="48" cy="62" r="24" fill="none" stroke="{BRASS}" stroke-width="7"/>
<path d="M34 14h28l9 11-23 25-23-25z" fill="{{base}}"/><path d="M34 14h28l9 11H25z" fill="{{light}}"/>
<path d="M34 14l5 11 9 25 9-25 5-11M39 25l9-11 9 11" fill="none" stroke="{{pale}}" stroke-width="2"/>""",
    "necklace": f"""<path d="M16 12q2 44 32 48 30-4 32-48" fill="none" stroke="{BRASS}" stroke-width="4"/>
<path d="M48 58l11 13-11 15-11-15z" fill="{{base}}"/><path d="M48 58l11 13H37z" fill="{{light}}"/>
<circle cx="48" cy="59" r="4" fill="{GOLD}"/>""",
    "earring": f"""<g fill="none" stroke="{BRASS}" stroke-width="3.500"><path d="M30 34V22a6 6 0 1 0-8-5"/>
<path d="M66 34V22a6 6 0 1 1 8-5"/></g><circle cx="30" cy="38" r="5" fill="{GOLD}"/>
<circle cx="66" cy="38" r="5" fill="{GOLD}"/>
<path d="M30 42q14 20 12 28-4 12-12 12t-12-12q-2-8 12-28zM66 42q14 20 12 28-4 12-12 12t-12-12q-2-8 12-28z"
fill="{{base}}"/>
<path d="M30 42q-14 20-12 28 2 8 8 11 0-20 4-39zM66 42q-14 20-12 28 2 8 8 11 0-20 4-39z" fill="{{light}}"/>""",
    "bracelet": f"""<ellipse cx="48" cy="50" rx="34" ry="26" fill="none" stroke="{BRASS}" stroke-width="7"/>
<g fill="{{base}}"><circle cx="48" cy="76" r="8"/><circle cx="26" cy="70" r="7"/>
<circle cx="70" cy="70" r="7"/></g>
<g fill="{{pale}}"><circle cx="46" cy="74" r="2"/><circle cx="24" cy="68" r="2"/>
<circle cx="68" cy="68" r="2"/></g>""",
    "watch": f"""<path d="M36 8h24l3 24H33zM33 64h30l-3 24H36z" fill="{{base}}"/>
<path d="M36 8h5l-2 24h-6zM33 64h6l2 24h-5z"
fill="{{dark}}"/><circle cx="48" cy="48" r="25" fill="{BRASS}"/><circle cx="48" cy="48" r="20" fill="{PAPER}"/>
<rect x="73" y="45" width="5" height="6" rx="1.500" fill="{BRASS}"/>
<path d="M48 34v14l9 6" fill="none" stroke="{SOLE}" stroke-width="3" stroke-linecap="round"
stroke-linejoin="round"/>""",
}

_HOME_AND_SPORT: Final = {
    "perfume": f"""<rect x="40" y="10" width="16" height="14" rx="2" fill="{SOLE}"/>
<rect x="43" y="24" width="10" height="7"
fill="{GOLD}"/><rect x="22" y="31" width="52" height="55" rx="8" fill="{{pale}}"/>
<path d="M22 52h52v26a8 8 0 0 1-8 8H30a8 8 0 0 1-8-8z" fill="{{base}}"/>
<rect x="35" y="56" width="26" height="18" rx="2"
fill="{PAPER}"/><path d="M41 63h14M44 68h8" stroke="{{deep}}" stroke-width="2"/>""",
    "cream": f"""<rect x="18" y="22" width="60" height="22" rx="5" fill="{SOLE}"/>
<path d="M18 30h60v4H18z" fill="{GOLD}"/>
<path d="M22 44h52v30a8 8 0 0 1-8 8H30a8 8 0 0 1-8-8z" fill="{{base}}"/>
<rect x="34" y="54" width="28" height="16" rx="2"
fill="{{pale}}"/><path d="M66 44h8v30a8 8 0 0 1-8 8z" fill="{{dark}}"/>""",
    "helmet": """<path d="M8 60q-2-42 40-42t40 38q0 6-6 7l-24 3q-4-12-18-12-16 0-20 12l-8 1q-4 0-4-7z"
fill="{base}"/>
<path d="M30 26q10-4 18-4l-3 12-18 6zM56 22q12 2 20 10l-18 4z" fill="{deep}"/>
<path d="M18 44l24-6 20 2 24 8v6L60 48l-20-2-24 8z"
fill="{dark}"/><path d="M30 66q2 14 14 20 10-6 14-20" fill="none" stroke="#857A6D" stroke-width="3"/>""",
    "bike": f"""<g fill="none" stroke="#857A6D" stroke-width="4"><circle cx="24" cy="62" r="17"/>
<circle cx="72" cy="62" r="17"/></g>
<path d="M24 62l14-26h26l8 26M38 36l12 26 14-26M24 62h26" fill="none" stroke="{{base}}" stroke-width="5"
stroke-linejoin="round"/>
<path d="M30 30h14" stroke="{SOLE}" stroke-width="5" stroke-linecap="round"/>
<path d="M38 36l-2-6M64 36l-2-10h10" fill="none"
stroke="{SOLE}" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>
<circle cx="50" cy="62" r="4.500" fill="{BRASS}"/>""",
    "home": """<path d="M44 40q-2-14-12-22M50 40q0-18 2-28M54 40q4-12 12-18" fill="none" stroke="#5F7A5E"
stroke-width="3"/>
<g fill="#7C9A78"><ellipse cx="30" cy="17" rx="5" ry="8" transform="rotate(-30 30 17)"/>
<ellipse cx="52" cy="12" rx="5" ry="9"/>
<ellipse cx="67" cy="21" rx="5" ry="8" transform="rotate(40 67 21)"/></g>
<path d="M38 40h22v8q16 8 16 22 0 16-14 16H36Q22 86 22 70q0-14 16-22z" fill="{base}"/>
<path d="M38 40h22v6H38z" fill="{dark}"/>
<path d="M23 64q25 8 52 0l.600 8q-26 8-53 0z" fill="{light}"/>
<path d="M62 86q14 0 14-16 0-14-16-22 8 22-4 38z" fill="{dark}"/>""",
    "gift": f"""<rect x="16" y="44" width="64" height="42" rx="3" fill="{{base}}"/>
<rect x="11" y="30" width="74" height="16" rx="3"
fill="{{dark}}"/><path d="M42 30h12v56H42z" fill="{GOLD}"/>
<path d="M48 30Q24 28 27 16q6-9 21 14zm0 0q24-2 21-14-6-9-21 14z"
fill="none" stroke="{GOLD}" stroke-width="5" stroke-linejoin="round"/>""",
    GENERIC: f"""<path d="M48 10l38 18v42L48 88 10 70V28z" fill="{{base}}"/>
<path d="M48 10l38 18-38 18-38-18z" fill="{{light}}"/>
<path d="M48 46l38-18v42L48 88z" fill="{{dark}}"/><path d="M29 19l38 18v14l-9-4V41L20 23z" fill="{GOLD}"/>""",
}

DRAWINGS: Final[dict[str, str]] = {**_ACCESSORIES, **_SHOES, **_CLOTHES, **_JEWELLERY, **_HOME_AND_SPORT}
"""Every drawing by its kind."""
