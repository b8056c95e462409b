"""Our ES modules as one script, for where a module can't be imported or is not worth a request.

The page gets all its scripts with the first message and asks for none; a file without a server
can import nothing at all. The modules keep to a few forms, which `inlined` knows:
`import { a, b as c } from "./d.js";` on one line, and `export` before a function, class or const.
"""

import json
import re
from pathlib import Path

import dashboard

STATIC = Path(dashboard.__file__).parent / "static"
# Whoever comes first, in the page or in the map's frame, leaves the promise of the page's scripts.
WAITING = """(%s.conflictMapScripts ??= (() => {
  let resolve;
  return { ready: new Promise((done) => (resolve = done)), resolve };
})())"""
# The map's own script, a function of map and channel: it starts the layer that the page has.
LAYER = f"""((map, channel) => {WAITING % "window.parent"}.ready.then(({{ layer }}) => {{
  new Function(`return ${{layer}}`)().start(map, channel);
}}))"""
STYLES = {
    "briefing": ("briefing/presenter.css", "follow/invitation.css", "common/keys.css"),
    "follow": ("follow/invitation.css",),
    "panel": ("panel/panel.css",),
    "share": ("share/share.css",),
    "time_bar": ("time/bar.css", "common/keys.css"),
}
_IMPORT = re.compile(r'^import \{ ([^}]+) \} from "([^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def inlined(entry: str) -> str:
    """A module of `static/` and all that it imports, as one expression: an object of its exports.

    Each module is a function called once, after those it imports; a module that is imported
    twice is there once. Raises ValueError for a form of import or export that is not known.
    """
    names: dict[Path, str] = {}
    parts: list[str] = []

    def add(path: Path) -> str:
        if path in names:
            return names[path]
        text = path.read_text("utf-8")
        brought = {
            match[0]: (match[1].replace(" as ", ": "), add((path.parent / match[2]).resolve()))
            for match in _IMPORT.finditer(text)
        }
        for line, (wanted, module) in brought.items():
            text = text.replace(line, f"const {{ {wanted} }} = {module};")
        exports = _EXPORT.findall(text)
        text = _EXPORT.sub("", text)
        if strange := _OTHER.search(text):
            raise ValueError(f"{path.name}: cannot inline `{strange[0]}`")
        names[path] = f"module{len(names)}"
        parts.append(
            f"// {path.relative_to(STATIC).as_posix()}\n"
            f"const {names[path]} = (() => {{\n{text}\nreturn {{ {', '.join(exports)} }};\n}})();\n"
        )
        return names[path]

    last = add((STATIC / entry).resolve())
    return f"(() => {{\n{''.join(parts)}return {last};\n}})()"


def page() -> str:
    """The module that brings all scripts of the page: a component that takes the dataset."""
    styles = {
        name: "".join((STATIC / file).read_text("utf-8") for file in files)
        for name, files in STYLES.items()
    }
    brought = f"styles: {json.dumps(styles)}, layer: {json.dumps(inlined('map/main.js'))}"
    waiting = WAITING % "window"
    return f"export default {inlined('page.js')}.install({{ waiting: {waiting}, {brought} }});"


def component(name: str) -> str:
    """The module of one component of the page, which `page` brings: a stub of one line."""
    # Streamlit takes a text of one line for a file's name.
    return f"const scripts = await {WAITING % 'window'}.ready;\nexport default scripts.{name};\n"
