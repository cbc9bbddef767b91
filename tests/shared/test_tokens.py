import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.shared.tokens import Token, decode, encode

identifiers = st.from_regex(r"[a-z][a-z0-9_-]{0,23}", fullmatch=True)


@given(identifiers, identifiers, st.integers(0, 2**63 - 1), st.integers(2, 40))
def test_further_menus_have_ids_of_their_own_and_lead_to_the_same_control(
    control: str, verb: str, reply: int, part: int
) -> None:
    further = encode(control, verb, reply, part)

    assert further != encode(control, verb, reply)
    assert decode(further) == Token(control, verb, reply)


@given(identifiers, identifiers, st.integers(0, 2**63 - 1))
def test_a_token_reads_back_as_it_was_and_fits_into_64_bytes(control: str, verb: str, reply: int) -> None:
    data = encode(control, verb, reply)

    assert len(data.encode()) <= 64
    assert decode(data) == Token(control, verb, reply)


@pytest.mark.parametrize(
    "data", ["", "a", "a:b", "a:b:", "a:b:c:d", "a:b:c:2:2", "a:b:!", "a:b:" + "z" * 14, "a:b:٣", "a:b:-1"]
)
def test_data_that_is_not_ours_is_none(data: str) -> None:
    assert decode(data) is None
