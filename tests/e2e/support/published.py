"""The examples of published pages: found in their text, and made runnable again where line breaks were lost."""
import io
import keyword
import re
import tokenize

FENCE = re.compile(r"^```(bash|python|typescript)\n(.*?)\n```$", re.M | re.S)


def fenced(page: str, begins: str, ends: str | None) -> list[tuple[str, str]]:
    """(language, text) of the fenced examples between two headings of a Markdown page."""
    part = page[page.index(begins):]
    if ends is not None:
        part = part[:part.index(ends, len(begins))]
    return FENCE.findall(part)


def plain_commands(page: str) -> list[str]:
    """The curl commands of a page without fences: as far as quotes or a backslash carry them."""
    commands, open_ = [], []
    for line in page.split("\n"):
        if not open_ and not line.startswith("curl "):
            continue
        open_.append(line)
        if line.endswith("\\") or "\n".join(open_).count("'") % 2:
            continue
        commands.append("\n".join(open_))
        open_ = []
    return commands


def between(page: str, begins: str, ends: str) -> str:
    """The lines between two lines of a page."""
    lines = page.split("\n")
    return "\n".join(lines[lines.index(begins) + 1:lines.index(ends)])


# Where the code goes on behind a comment that lost its line's end.
PYTHON_STATEMENT = r"#|(?:import|from) \w|\w+ = |for \w+ in |\w+(?:\.\w+)*\("
SCRIPT_STATEMENT = r"//|const |let |await |for \(|if \(|return |throw "
LEAVES_BLOCK = ("break", "continue", "return", "raise")
OPENS_BLOCK = ("for", "while", "if", "elif", "else", "def", "with", "try", "except", "finally")


def python_with_lines(text: str) -> str:
    """Python whose line breaks were lost, as lines with the indentation that its words ask for."""
    if "\n" in text:
        return text
    lines = []
    blocks = []  # what opened each level, and whether it has a statement yet
    for statement in _statements(text):
        first = re.match(r"\W*\w*", statement).group()
        if statement.startswith("#"):
            blocks.clear()  # numbered steps stand at the margin
        elif first == "else":
            while blocks and blocks[-1][0] in ("else", "elif"):
                blocks.pop()
            blocks.pop()
        elif first in LEAVES_BLOCK and blocks and blocks[-1] == ["else", True]:
            blocks.pop()  # what both branches lead to
        lines.append("    " * len(blocks) + statement)
        if blocks:
            blocks[-1][1] = True
        if statement.endswith(":") and first in OPENS_BLOCK:
            blocks.append([first, False])
        elif first in LEAVES_BLOCK and blocks:
            blocks.pop()
    return "\n".join(lines) + "\n"


def _statements(text: str) -> list[str]:
    """The statements and comments of a Python text in one line."""
    found = []
    while text:
        if text.startswith("#"):
            end = re.search(rf" (?={PYTHON_STATEMENT})", text[1:])
            comment, text = (text, "") if end is None else (text[:end.end()], text[end.end() + 1:])
            found.append(comment.strip())
            continue
        cut = _end_of_statement(text)
        found.append(text[:cut].strip())
        text = text[cut:].lstrip()
    return found


def _end_of_statement(text: str) -> int:
    """Where a new statement begins: at a word that no expression can go on with, or behind a header."""
    depth, before = 0, None
    words = tokenize.generate_tokens(io.StringIO(text).readline)
    opens = re.match(r"\w+", text)
    header = opens is not None and opens.group() in OPENS_BLOCK
    for token in words:
        at = token.start[1]
        if token.type == tokenize.COMMENT and depth == 0:
            return at
        if token.type in (tokenize.NEWLINE, tokenize.ENDMARKER):
            break
        if depth == 0 and before is not None and token.type == tokenize.NAME and _ends(before):
            joins = token.string in ("in", "and", "or", "not", "is", "as")
            from_import = token.string == "import" and text.startswith("from ")
            if not joins and not from_import:
                return at
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(token.string, 0)
        if header and depth == 0 and token.string == ":":
            return token.end[1]
        before = token
    return len(text)


def _ends(token) -> bool:
    """Whether an expression or a statement may end with this token."""
    if token.type in (tokenize.NUMBER, tokenize.STRING) or token.string in (")", "]", "}"):
        return True
    if token.type != tokenize.NAME:
        return False
    return not keyword.iskeyword(token.string) or token.string in (
        "break", "continue", "pass", "True", "False", "None", "return")


def script_of(text: str) -> str:
    """TypeScript as a JavaScript module: comments end their lines again, parameters lose their types."""
    if "\n" not in text:
        text = re.sub(rf"(//.*?) (?={SCRIPT_STATEMENT})", r"\1\n", text)
    return re.sub(r"(\w+): (?:string|number|boolean|RequestInit)(?=[,) ])", r"\1", text)
