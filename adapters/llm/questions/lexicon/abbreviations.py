"""Abbreviations: words that schemas and data use, and that mean something else where a person says them."""

from functools import cache

_IN_SCHEMAS = """
    arr bez bin bis data dep desc dest dev diff disc dist following hat inv lang lat like list mat nm no num obj ord
    org pay pop res sal sec see seq show soll src stat thing tot von war wh wt
"""
_IN_DATA = """
    0 01 02 03 04 05 06 07 08 09 1 10 11 12 2 3 4 5 6 7 8 9 ae af afg apr ar are arg at au aug aus aut ba be bel bg
    bgr bih blr br bra bw by ca can ch che chl chn cl cn co col cu cub cy cyp cz cze d de dec deu dez di dk dnk do e
    ec ee eg egy es esp est ev f feb fi fin fr fra fri gb gbr ger gr grc hp hr hrv hu hun id idn ie il in ind iq ir irl
    irn irq is isl isr it ita jan jp jpn jul jun ke ken kg kk kor kr l let_out lt ltu lu lux lv lva m ma mar may mex mi
    mlt mo mon mrz mt mv mx n ne ng nga nl nld no nor nov nw nz nzl o oct off ok okt on pak pe per ph phl pk pl pol
    prt pt ro rou rs ru rus s sa sat sau se sep sept sg sgp si sk so srb ss sun svk svn sw swe sy syr t th tha thu tn
    tr tue tun tur ua ukr us vae vn vnm w wed ws x y za zaf
    air drehen fehlend fehlt luft missing read sent sow steht turning wear
    day haben in out soll tag 0 01 02 03 04 05 06 07 08 09 1 10 11 12 2 3 4 5 6 7 8 9 ae af afg apr ar are arg at au
    aug aus aut ba be bel bg bgr bih blr br bra bw by ca can ch che chl chn cl cn co col cu cub cy cyp cz cze d de
    dec deu dez di dk dnk do e ec ee eg egy es esp est ev f feb fi fin fr fra fri gb gbr ger gr grc hr hrv hu hun id
    idn ie il ind iq ir irl irn irq is isl isr it ita jan jp jpn jul jun ke ken kk kor kr l let_out lt ltu lu lux lv
    lva m ma mar may mex mi mlt mo mon mrz mt mv mx n ne ng nga nl nld no nor nov nw nz nzl o oct off ok okt on pak
    pe per ph phl pk pl pol prt pt ro rou rs ru rus s sa sat sau se sep sept sg sgp si sk so srb ss sun svk svn sw
    swe sy syr t th tha thu tn tr tue tun tur ua ukr us vae vn vnm w wed ws x y za zaf
"""


@cache
def in_schemas() -> frozenset[str]:
    """Return the words of `groups()` that speak of their group in names of tables and columns only: `no`, `arr`."""
    return frozenset(_IN_SCHEMAS.split())


@cache
def in_data() -> frozenset[str]:
    """Return the words of values and countries that are data's alone, not a question's: `in` is India in a cell."""
    return frozenset(_IN_DATA.split())
