#!/usr/bin/env python3
"""Writes the fitting corpus as JSON lines: our own wording (languages.txt, english.txt) in our own layouts.

Every message carries its expected answer, its language and its family, so that folds can keep both apart.
Values (codes, tokens, names, amounts) are drawn from the seed; the same seed gives the same bytes.
"""
import argparse
import json
import os
import random
import string

HERE = os.path.dirname(os.path.abspath(__file__))
FIELDS = ("code_subject code_lead code_sentence validity ignore verify_subject verify_lead verify_button "
          "reset_subject reset_lead reset_button invite_lead invite_button order_subject order_number total "
          "changed unsubscribe help view_order").split()
PEOPLE = ["Ada Brandt", "Kofi Mensah", "Yuki Mori", "Lena Roos", "Omar Saleh", "Mira Novak"]
BRANDS = ["Harbor", "Quayside", "Lantern", "Ostrava Mail", "Field Notes", "Tide 24", "Studio 1900"]
UNKNOWN_FROM = ("fi", "sq", "eu", "sw", "ga", "hu")  # languages whose letters a shift moves wholly
LOGIN = {"en": "Log in", "de": "Anmelden", "fr": "Se connecter", "es": "Iniciar sesión", "it": "Accedi", "pt": "Entrar",
         "nl": "Inloggen", "sv": "Logga in", "pl": "Zaloguj się", "cs": "Přihlásit se", "ru": "Войти", "uk": "Увійти",
         "tr": "Giriş yap", "ja": "ログイン", "ko": "로그인", "zh": "登录", "hu": "Bejelentkezés", "fi": "Kirjaudu sisään",
         "el": "Σύνδεση", "ar": "تسجيل الدخول", "he": "התחברות", "ro": "Autentificare"}
SAFE = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def languages():
    with open(os.path.join(HERE, "languages.txt"), encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                tag, *texts = line.rstrip("\n").split("|")
                yield tag, dict(zip(FIELDS, texts))


def english_lines():
    """family -> sentences of english.txt, whose lines are "family: sentence"."""
    out = {}
    with open(os.path.join(HERE, "english.txt"), encoding="utf-8") as file:
        for line in file:
            if line.strip() and not line.startswith("#"):
                family, sentence = line.rstrip("\n").split(": ", 1)
                out.setdefault(family, []).append(sentence)
    return out


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, items):
        return self.random.choice(list(items))

    def digits(self, size):
        return "".join(self.random.choice(string.digits) for _ in range(size))

    def letters(self, alphabet, size):
        return "".join(self.random.choice(alphabet) for _ in range(size))

    def code(self):
        """(as shown, value)"""
        kind = self.random.random()
        if kind < 0.55:
            value = self.digits(6)
        elif kind < 0.75:
            value = self.digits(self.pick([4, 5, 7, 8]))
        elif kind < 0.82:
            value = self.digits(6)
            return value[:3] + self.pick([" ", "-"]) + value[3:], value
        elif kind < 0.90:
            value = self.letters(SAFE, 8)
            value = value if any(c.isdigit() for c in value) else value[:-1] + "7"
            return value[:4] + "-" + value[4:], value
        elif kind < 0.96:
            value = self.letters(SAFE, 6)
            value = value if any(c.isdigit() for c in value) else value[:-1] + "4"
        else:
            value = self.letters("BCDFGHJKLMNPQRSTVWXZ", 6)
        return value, value

    def token(self):
        return self.pick([self.letters("0123456789abcdef", 40),
                          self.letters(string.ascii_letters + string.digits, 24) + "9x",
                          "-".join(self.letters("0123456789abcdef", n) for n in (8, 4, 4, 4, 12))])

    def host(self):
        return self.pick(["harbor.example", "quayside.test", "lantern-mail.example"])

    def action_url(self, host, words):
        word = self.pick(words)
        return self.pick([f"https://{host}/{word}/{self.token()}", f"https://app.{host}/{word}?token={self.token()}",
                          f"https://{host}/account/{word}?id={self.digits(3)}&key={self.token()}"])

    def plain_url(self, host):
        return f"https://{host}/" + self.pick(["", "help", "settings", "login", "about/team", "app", "faq#codes"])

    def tracker(self):
        secret = self.letters(string.ascii_letters + string.digits + "-_", 120)
        return self.pick([f"https://u{self.digits(7)}.ct.sendgrid.net/ls/click?upn={secret}",
                          f"https://{self.letters(string.ascii_lowercase, 7)}.r.bh.d.sendibt3.com/tr/cl/{secret}",
                          f"https://mandrillapp.com/track/click/{self.digits(8)}/x?p={secret}",
                          f"https://email.news.harbor.example/c/eJ{secret}"])

    def money(self):
        amount = f"{self.random.randint(3, 900)}.{self.digits(2)}"
        return self.pick([f"${amount}", f"{amount} EUR", f"€{amount}", f"USD {amount}", f"{amount.replace('.', ',')} kr"])

    def number(self):
        return self.pick([self.digits(6), self.digits(5), f"SO-{self.digits(6)}", f"2025-{self.digits(4)}",
                          self.digits(8), f"R{self.digits(9)}"])

    def date(self):
        return self.pick(["2025-04-11", "11.04.2025", "04/11/2025", "11 April 2025 14:20"])


def block(text, style=""):
    return f"<tr><td{style}>{text}</td></tr>"


def page(rows, maker):
    kind = maker.random.random()
    foot = "<p style='font-size:11px'>Harbor Ltd, 1200 Dock Street, Springfield 62704, © 2025</p>" if kind < 0.5 else ""
    if kind < 0.4:
        body = "".join(f"<p>{row}</p>\n" for row in rows)
    else:
        body = "<table>" + "".join(block(row) for row in rows) + "</table>"
    head = "<html><head><title>x</title><style>a{color:red}</style></head><body>" if kind < 0.7 else ""
    return head + body + foot


def shown_code(maker, shown):
    return maker.pick([shown, f"<b>{shown}</b>", f"<strong>{shown}</strong>", f"<code>{shown}</code>",
                       f"<span style='font-size:30px'>{shown}</span>",
                       f"<div style='font-size:28px;letter-spacing:5px'>{shown}</div>", f"<h1>{shown}</h1>"])


def button(maker, url, text):
    style = maker.pick(["", " class='btn'", " style='background:#247;padding:10px 20px;color:#fff'"])
    return f"<a href='{url.replace('&', '&amp;')}'{style}>{text}</a>"


def message(case, family, lang, subject, text=None, html=None, expected=None, sender=None):
    case.update(family=family, lang=lang, subject=subject, text=text, html=html,
                expected=expected or {"type": "none", "value": None})
    case["from"] = sender or "Harbor <no-reply@harbor.example>"
    return case


def otp(shown):
    return {"type": "otp", "value": shown.replace(" ", "")}


def link(url):
    return {"type": "link", "value": url}


def code_mail(m, lang, w):
    shown, _ = m.code()
    subject = m.pick([w["code_subject"], w["code_subject"], w["code_sentence"].format(c=shown)])
    rows = [w["code_lead"], shown, w["validity"], w["ignore"]]
    if m.random.random() < 0.3:
        rows.insert(2, m.plain_url(m.host()))
    if m.random.random() < 0.5:
        return message({}, "code_mail", lang, subject, "\n\n".join(rows), None, otp(shown))
    rows[1] = shown_code(m, shown)
    return message({}, "code_mail", lang, subject, None, page(rows, m), otp(shown))


def code_sms(m, lang, w):
    shown, _ = m.code()
    text = m.pick(["{}", "Harbor: {}", "[Harbor] {}"]).format(w["code_sentence"].format(c=shown))
    text += m.pick(["", " " + w["validity"], f"\n\n@harbor.example #{shown}" if " " not in shown else ""])
    return message({}, "code_sms", lang, None, text, None, otp(shown), "Harbor")


def code_and_link(m, lang, w):
    shown, _ = m.code()
    url = m.action_url(m.host(), ["verify", "login", "magic"])
    rows = [w["code_lead"], shown, w["verify_lead"], button(m, url, w["verify_button"]), w["ignore"]]
    case = message({}, "code_and_link", lang, w["code_subject"], None, page(rows, m), otp(shown))
    case["expected"]["alt"] = [link(url)]
    return case


def action_mail(kind, words):
    def make(m, lang, w):
        host = m.host()
        tracked = m.random.random() < 0.35
        url = m.tracker() if tracked else m.action_url(host, words)
        lead = w[f"{kind}_lead"].format(p=m.pick(PEOPLE))
        subject = w.get(f"{kind}_subject", lead)
        other = m.tracker if tracked else lambda: m.plain_url(host)
        if not tracked and m.random.random() < 0.4:
            return message({}, f"{kind}_mail", lang, subject, "\n\n".join([lead, url, w["ignore"]]), None, link(url))
        rows = [lead, button(m, url, w[f"{kind}_button"]), w["ignore"]]
        if m.random.random() < 0.6:
            rows.append(f"<a href='{other()}'>{w['help']}</a> | <a href='{other()}'>{w['unsubscribe']}</a>")
        if not tracked and m.random.random() < 0.3:
            rows.append(url.replace("&", "&amp;"))
        return message({}, f"{kind}_mail", lang, subject, None, page(rows, m), link(url))
    return make


def order_mail(m, lang, w):
    number, host = m.number(), m.host()
    url = m.pick([m.tracker(), f"https://{host}/orders/{number}", f"https://{host}/orders/{number}?sig={m.token()}"])
    rows = [w["order_subject"].format(n=number), f"{w['order_number']}: {number}", f"{w['total']}: {m.money()}",
            m.date(), f"<a href='{url}'>{w['view_order']}</a>", f"<a href='{url}x'>{w['unsubscribe']}</a>"]
    if m.random.random() < 0.4:
        return message({}, "order_mail", lang, w["order_subject"].format(n=number), "\n".join(rows[:4] + [url]))
    if m.random.random() < 0.4:
        rows[1:3] = [f"{w['order_number']}</td><td>{number}", f"{w['total']}</td><td>{m.money()}"]
    return message({}, "order_mail", lang, w["order_subject"].format(n=number), None, page(rows, m))


def receipt_mail(m, lang, w):
    """The number stands alone, in a heading, a cell or on its line: what a receipt looks like in any language."""
    number = m.number()
    alone = m.pick([number, f"<b>{number}</b>", f"<h3>{number}</h3>", f"<div style='font-size:22px'>{number}</div>"])
    rows = [w["order_subject"].format(n="").strip(), alone, m.date(), f"{w['total']} {m.money()}", m.money()]
    if m.random.random() < 0.5:
        rows.insert(1, f"<a href='{m.pick([m.tracker(), m.plain_url(m.host())])}'>{w['view_order']}</a>")
    subject = w["order_subject"].format(n=m.pick(["", number])).strip()
    if m.random.random() < 0.4:
        rows = [w["order_subject"].format(n="").strip(), w["order_number"], number, m.date(),
                f"{w['total']} {m.money()}"]
        return message({}, "receipt_mail", lang, subject, "\n\n".join(rows))
    return message({}, "receipt_mail", lang, subject, None, page(rows, m))


def notice_mail(m, lang, w):
    host = m.host()
    rows = [w["changed"], f"IP: 203.0.113.{m.random.randint(2, 250)}", m.date(), "Firefox 127.0.2, Android 14"]
    if m.random.random() < 0.5:
        rows.append(f"<a href='{m.pick([m.tracker(), m.plain_url(host)])}'>{w['help']}</a>")
        return message({}, "notice_mail", lang, w["changed"], None, page(rows, m))
    return message({}, "notice_mail", lang, w["changed"], "\n".join(rows))


def way_back_mail(m, lang, w):
    """It is done already; whoever did not do it may go back by a link."""
    url = m.pick([m.tracker(), m.plain_url(m.host())])
    rows = [w["changed"], w["ignore"], button(m, url, m.pick([w["reset_button"], w["help"]]))]
    return message({}, "way_back_mail", lang, w["changed"], None, page(rows, m))


def login_button_mail(m, lang, w):
    """A button that says "log in" signs in where the subject says so; under any other news it leads to a form."""
    text, host = LOGIN.get(lang, LOGIN["en"]), m.host()
    tracked = m.random.random() < 0.6
    if m.random.random() < 0.5:
        url = m.tracker() if tracked else m.action_url(host, ["login", "magic", "signin"])
        rows = [f"{text}: Harbor", button(m, url, text), w["ignore"]]
        return message({}, "sign_in_mail", lang, m.pick([f"{text} | Harbor", f"Harbor: {text}"]), None, page(rows, m),
                       link(url))
    url = m.tracker() if tracked else m.plain_url(host)
    rows = [w["changed"], f"{m.pick(PEOPLE)}, {m.date()}", button(m, url, text)]
    subject = m.pick([w["changed"], f"Harbor {m.digits(4)}", m.pick(PEOPLE)])
    return message({}, "login_form_mail", lang, subject, None, page(rows, m))


def coupon_mail(m, lang, w):
    """A code for everybody, shown as large as one for a single reader."""
    value = m.pick(["SPRING", "HELLO", "SAVE", "TIDE", "VIP"]) + m.pick(["10", "20", "24", "2025"])
    lead = m.pick(["Use code", "Your code", "Enter this code", "Here is your code"])
    after = m.pick(["at checkout for 20% off", "and save 15% on all lamps", "for free shipping until Sunday",
                    "Discount valid on all orders over $50"])
    rows = [m.pick(["Summer sale", "A little thank-you", "25% off everything"]), lead, shown_code(m, value), after,
            button(m, m.tracker(), "Shop now"), f"<a href='{m.tracker()}'>Unsubscribe</a>"]
    return message({}, "coupon_mail", "en", rows[0], None, page(rows, m))


def report_mail(m, lang, w):
    """A large number that counts something."""
    rows = [m.pick(["Your week in numbers", "Monthly report", "Usage summary"]), shown_code(m, m.digits(m.pick([4, 5, 6]))),
            m.pick(["visitors in May", "page views", "new followers", "reads this week"]), f"{m.digits(4)} last month",
            button(m, m.pick([m.tracker(), m.plain_url(m.host())]), "Open dashboard")]
    return message({}, "report_mail", "en", rows[0], None, page(rows, m))


def branded(m, lang, w):
    """A number in the sender's name, in a mail that asks for nothing."""
    brand = m.pick([b for b in BRANDS if b[-1].isdigit()])
    return message({}, "branded", lang, f"{brand}: {w['changed']}", f"{w['changed']}\n\n{brand}", None, None,
                   f"{brand} <hello@{m.host()}>")


def scrambled(m, w):
    """The same layouts in a language that no lexicon knows: letters are moved, so no cue is left."""
    shift = m.random.randint(3, 20)
    def move(text):
        out, hold = [], 0
        for c in text:
            hold += c == "{"
            hold -= c == "}"
            if hold == 0 and c in string.ascii_lowercase:
                c = string.ascii_lowercase[(ord(c) - 97 + shift) % 26]
            elif hold == 0 and c in string.ascii_uppercase:
                c = string.ascii_uppercase[(ord(c) - 65 + shift) % 26]
            out.append(c)
        return "".join(out)
    return {key: move(text) for key, text in w.items()}


def english_mail(m, family, sentence):
    shown, _ = m.code()
    values = {"c": shown, "n": m.number(), "m": m.money(), "d": m.date(), "p": m.pick(PEOPLE),
              "phone": "0" + m.digits(3) + " " + m.digits(6), "d4": m.digits(4), "d6": m.digits(6),
              "url": m.action_url(m.host(), ["verify", "confirm", "reset"]), "plain": m.plain_url(m.host()),
              "view": f"https://{m.host()}/invoices/{m.digits(6)}?signature={m.token()}", "track": m.tracker()}
    subject, _, body = sentence.rpartition(" || ")
    body = body.replace("\\n", "\n").format(**values)
    expected = otp(shown) if "{c}" in sentence else link(values["url"]) if "{url}" in sentence else None
    return message({}, family, "en", subject.format(**values) or None, body, None, expected,
                   "Harbor" if family.startswith("sms") else None)


FAMILIES = [(code_mail, 3), (code_sms, 2), (code_and_link, 1),
            (action_mail("verify", ["verify", "confirm-email", "activate"]), 2),
            (action_mail("reset", ["reset", "password/edit", "recover"]), 2),
            (action_mail("invite", ["invitations", "join", "accept"]), 1), (order_mail, 2), (receipt_mail, 2),
            (notice_mail, 2),
            (branded, 1)]
ENGLISH_FAMILIES = [(coupon_mail, 8), (report_mail, 5)]


def corpus(seed, rounds):
    m = Maker(seed)
    for _ in range(rounds):
        for lang, words in languages():
            for make, times in FAMILIES:
                for _ in range(times):
                    yield make(m, lang, words)
            if m.random.random() < 0.5:
                yield way_back_mail(m, lang, words)
            if lang in LOGIN:
                yield login_button_mail(m, lang, words)
            for make, _ in FAMILIES:
                if m.random.random() < 0.5 and lang in UNKNOWN_FROM:
                    yield make(m, "none", scrambled(m, words))
        for make, times in ENGLISH_FAMILIES:
            for _ in range(times):
                yield make(m, "en", {})
        for family, sentences in english_lines().items():
            for sentence in sentences:
                yield english_mail(m, family, sentence)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=4)
    settings = parser.parse_args()
    for number, case in enumerate(corpus(settings.seed, settings.rounds)):
        case["id"] = f"own-{number:06d}"
        print(json.dumps(case, ensure_ascii=False))


if __name__ == "__main__":
    main()
