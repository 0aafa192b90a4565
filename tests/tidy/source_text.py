"""C++ text for the checks: the same text with comments and literals blanked, and the functions in it."""
import bisect
import re

_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|R"(?P<tag>[^()\\\s]{0,16})\(.*?\)(?P=tag)"|"(?:\\.|[^"\\\n])*"|'
    r"(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'",
    re.S,
)
_NOT_A_FUNCTION = re.compile(r"\b(?:if|for|while|switch|catch|do|else|try|namespace|class|struct|union|enum|return)\b")
_TYPE = re.compile(r"^(?:template\s*<.*>\s*)?(?:requires\b.*)?(?:class|struct|union|enum|namespace|extern)\b", re.S)


def blanked(text: str, keep_literals: bool = False) -> str:
    """Comments and, unless kept, literals become spaces; line ends and lengths stay."""

    def blank(match: re.Match) -> str:
        token = match.group(0)
        if keep_literals and not token.startswith("/"):
            return token
        return re.sub(r"[^\n]", " ", token)

    return _TOKEN.sub(blank, text)


class Lines:
    """Line numbers of offsets."""

    def __init__(self, text: str):
        self._starts = [0] + [m.end() for m in re.finditer("\n", text)]

    def number(self, offset: int) -> int:
        return bisect.bisect_right(self._starts, offset)


def functions(code: str):
    """(offset of the head, offset of the closing brace) of each function body in blanked code."""
    stack = []
    head_start = 0
    for match in re.finditer(r"[;{}]|^#[^\n]*$", code, re.M):
        token = match.group(0)
        if token.startswith("#"):
            head_start = match.end() if not stack or stack[-1][0] != "function" else head_start
            continue
        if token == "{":
            head = code[head_start:match.start()]
            inside = any(kind == "function" for kind, _ in stack)
            start = head_start + len(head) - len(head.lstrip())
            stack.append(("block" if inside else _kind(head), start))
        elif token == "}" and stack:
            kind, start = stack.pop()
            if kind == "function":
                yield start, match.start()
        head_start = match.end()


def _kind(head: str) -> str:
    head = re.sub(r"\b(?:public|private|protected)\s*:", " ", head).strip()
    if not head or _TYPE.match(head) or "(" not in head:
        return "scope"
    return "function"


def nesting(code: str, start: int, end: int) -> int:
    """Depth of control flow within a function: how many loops and branches lie in one another."""
    deepest = 0
    stack = []  # per brace: whether it is control flow, and the parentheses open around it
    open_parentheses = 0
    last = start
    for match in re.finditer(r"[;{}()]", code[start:end]):
        token, at = match.group(0), start + match.start()
        if token in "()":
            open_parentheses += 1 if token == "(" else -1
            continue
        if token == ";" and open_parentheses:
            continue
        if token == "{":
            head = code[last:at]
            control = bool(re.search(r"\b(?:if|for|while|switch|do|catch)\b", head))
            stack.append((control, open_parentheses))
            open_parentheses = 0
            deepest = max(deepest, sum(control for control, _ in stack))
        elif token == "}" and stack:
            open_parentheses = stack.pop()[1]
        last = at + 1
    return deepest
