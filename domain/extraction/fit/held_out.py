#!/usr/bin/env python3
"""Prints the held-out messages of held_out/*.txt as JSON lines for extractors of every kind.

    python3 domain/extraction/fit/held_out.py domain/extraction/fit/held_out/first.txt > first.jsonl

A page is made of lines "kind: content" (p, h, code, btn, img, row, foot, pre) in one of the skeletons that mail
frameworks give: nested tables, inline styles, conditional comments, hidden preview text.
"""
import json
import os
import random
import re
import string
import sys

OPEN = ('<!doctype html><html><head><meta charset="utf-8"><title></title><style>@media only screen{.x{width:100%'
        '!important}} .c{color:#123456}</style></head><body style="margin:0">')
FRAME = {"mjml": ('<div style="max-width:600px;margin:0 auto"><table align="center" role="presentation"><tbody><tr>'
                  '<td style="font-size:0px;padding:20px 0">', "</td></tr></tbody></table></div>"),
         "table": ('<table width="100%"><tr><td align="center"><table width="600">', "</table></td></tr></table>"),
         "react": ("", ""), "bare": ("", "")}
LINE = {"mjml": '<table role="presentation" width="100%"><tr><td align="left" style="font-size:0px;padding:10px 25px">'
                "{}</td></tr></table>",
        "table": '<tr><td style="padding:8px">{}</td></tr>', "react": "{}", "bare": "{}"}
CODE = {"mjml": '<div style="font-family:Ubuntu,Helvetica;font-size:32px;letter-spacing:6px;text-align:center">{}</div>',
        "react": '<section style="background:rgba(0,0,0,.05);border-radius:4px;margin:16px auto;width:280px">'
                 '<p style="font-size:32px;line-height:40px;letter-spacing:6px;text-align:center">{}</p></section>',
        "table": '<p style="text-align:center"><b>{}</b></p>', "bare": "<p>{}</p>"}
BUTTON = {"mjml": '<table border="0" role="presentation"><tbody><tr><td align="center" bgcolor="#414141" style="'
                  'border-radius:3px"><a href="{}" style="display:inline-block;background:#414141;color:#fff;'
                  'font-size:13px;padding:10px 25px;text-decoration:none" target="_blank"> {} </a></td></tr></tbody>'
                  "</table>",
          "react": '<a href="{}" style="line-height:100%;text-decoration:none;display:inline-block;background-color:'
                   '#5F51E8;border-radius:3px;color:#fff;padding:12px 24px" target="_blank"><span><!--[if mso]><i style'
                   '="mso-font-width:500%" hidden>&#8202;</i><![endif]--></span><span>{}</span></a>',
          "table": '<table class="action"><tr><td><a href="{}" class="button button-primary">{}</a></td></tr></table>',
          "bare": '<p><a href="{}">{}</a></p>'}
WRAP = {"p": '<p style="font-size:16px;color:#333">{}</p>', "h": '<h1 style="font-size:24px">{}</h1>',
        "foot": '<p style="font-size:12px;color:#999">{}</p>',
        "pre": '<div style="display:none;overflow:hidden;line-height:1px;opacity:0;max-height:0;max-width:0">{}<div>'
               "\u200c\u200b\u200d \u200c\u200b\u200d</div></div>"}
PLAIN_DIGITS = {ord(c): str(i % 10) for i, c in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹০১২৩৪৫৬৭৮৯")}


def line(skeleton, text):
    kind, _, rest = text.partition(": ")
    if kind == "code":
        return CODE[skeleton].format(rest)
    if kind == "btn":
        return BUTTON[skeleton].format(*rest.split(" | "))
    if kind == "img":
        return '<img src="{}" alt="{}" width="120" style="display:block">'.format(*rest.split(" | "))
    if kind == "row":
        cells = "".join(f'<td style="padding:4px">{cell}</td>' for cell in rest.split(" | "))
        return f'<table width="100%"><tr>{cells}</tr></table>'
    return WRAP[kind].format(rest) if kind in WRAP else text


def page(skeleton, lines):
    before, after = FRAME[skeleton]
    body = "\n".join(LINE[skeleton].format(line(skeleton, each)) for each in lines)
    return f"{OPEN}{before}\n{body}\n{after}</body></html>"


def trackers(number):
    """The links of one message: all of one service, each with its own secret."""
    draw = random.Random(number)
    letters = string.ascii_letters + string.digits
    secret = lambda size: "".join(draw.choice(letters) for _ in range(size))
    host = "".join(draw.choice(string.ascii_lowercase) for _ in range(5))
    kind = draw.randrange(5)
    for _ in range(4):
        yield [f"https://u48{draw.randrange(10 ** 5)}.ct.sendgrid.net/ls/click?upn={secret(110)}",
               f"https://links.mail.orchard.example/a/click?_t={secret(32)}&_m={secret(32)}&_e={secret(90)}",
               f"https://post.spmailtechnol.example/f/a/{secret(22)}~~/{secret(8)}~/{secret(100)}",
               f"https://c.{host}.example/CL0/{secret(12)}/1/{secret(60)}/{secret(43)}=350",
               f"https://email.orchard.example/c/eJx{secret(140)}"][kind]


def expectation(text):
    kind, _, value = text.partition(" ")
    return {"type": kind, "value": (value.translate(PLAIN_DIGITS) if kind == "otp" else value) or None}


def case(number, block):
    for n, url in enumerate(trackers(number), 1):
        block = block.replace(f"{{T{n}}}", url)
    head, _, rest = block.partition("\n")
    lang, *wanted = head.split(" | ")
    made = {"lang": lang, "from": "Orchard <no-reply@orchard.example>", "subject": None, "text": None, "html": None,
            "expected": expectation(wanted[0])}
    if len(wanted) > 1:
        made["expected"]["alt"] = [expectation(each) for each in wanted[1:]]
    lines = rest.rstrip("\n").split("\n")
    while lines and (header := re.match(r"(Subject|From): (.*)", lines[0])):
        made[header[1].lower()] = header[2]
        lines.pop(0)
    skeleton = re.match(r"Html\((\w+)\):", lines[0])
    if skeleton:
        made["html"] = page(skeleton[1], lines[1:])
    else:
        made["text"] = "\n".join(lines[1:])
    made["family"] = made["expected"]["type"] + (" by mail" if made["subject"] else " by SMS")
    return made


def read(path):
    with open(path, encoding="utf-8") as file:
        blocks = ("\n" + file.read()).split("\n== ")[1:]
    name = os.path.splitext(os.path.basename(path))[0]
    return [{"id": f"{name}-{number:03d}", **case(number, block)} for number, block in enumerate(blocks, 1)]


def main():
    for path in sys.argv[1:]:
        for each in read(path):
            print(json.dumps(each, ensure_ascii=False))


if __name__ == "__main__":
    main()
