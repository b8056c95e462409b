"""Our modules as one script: everything is in it once, and nothing is left to be imported."""

import re
from pathlib import Path

import pytest

from dashboard.render import scripts

ENTRIES = ["map/main.js", "page.js", "file/main.js", "follow/main.js"]


@pytest.mark.parametrize("entry", ENTRIES)
def test_nothing_is_left_to_import(entry: str) -> None:
    code = scripts.inlined(entry)
    assert not re.search(r"^(import|export)\b", code, re.MULTILINE)
    assert not re.search(r"\bimport\(", code)


def test_a_module_imported_twice_is_there_once() -> None:
    assert scripts.inlined("map/main.js").count("// common/dom.js\n") == 1


def test_every_module_is_used() -> None:
    used = "".join(scripts.inlined(entry) for entry in ENTRIES)
    ours = {
        path.relative_to(scripts.STATIC).as_posix()
        for path in scripts.STATIC.rglob("*.js")
        if not {"vendor", "node_modules"} & {*path.parts}
    }
    assert {name for name in ours if f"// {name}\n" not in used} == set()


def test_names_imports_and_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripts, "STATIC", tmp_path)
    (tmp_path / "a.js").write_text('import { one as b } from "./b.js";\nexport const a = b + 1;\n')
    (tmp_path / "b.js").write_text("export const one = 1;\n")
    code = scripts.inlined("a.js")
    assert "const { one: b } = module0;" in code
    assert code.index("// b.js") < code.index("// a.js")
    assert "return { a };" in code


def test_an_unknown_form_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripts, "STATIC", tmp_path)
    (tmp_path / "a.js").write_text("export default 1;\n")
    with pytest.raises(ValueError, match=re.escape("a.js: cannot inline `export default 1;`")):
        scripts.inlined("a.js")


def test_a_component_waits_for_the_scripts_of_the_page() -> None:
    assert "\n" in scripts.component("panel")  # else Streamlit looks for a file of that name
    brought = scripts.inlined("page.js")
    assert re.search(r"const COMPONENTS = \{([^}]+)\}", brought)[1].strip() == ", ".join(
        ["briefing", "follow", "panel", "scenes", "share", "time_bar", "view"]
    )
