"""Who does and who suffers what a verb says, in whatever construction it stands."""

from dataclasses import replace

import pytest

from dateline.coding import roles
from dateline.coding.parse import load_model, parse_text


@pytest.mark.parametrize("tag", ["VBN", "VBD"])
def test_a_participle_after_its_noun_is_passive_whatever_its_tag(tag: str) -> None:
    parsed = parse_text("The three charities banned last week appealed.", load_model())
    tokens = tuple(replace(t, tag=tag) if t.text == "banned" else t for t in parsed.tokens)
    parsed = replace(parsed, tokens=tokens)
    banned = next(t for t in parsed.tokens if t.text == "banned")
    assert banned.dep == "acl"
    assert [t.text for t in roles.objects(parsed, banned)] == ["charities"]
    assert roles.subjects(parsed, banned) == []
