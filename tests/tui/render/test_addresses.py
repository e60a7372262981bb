import pytest

from tui.render.addresses import host, readable


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://press.example.org/2011/05", "press.example.org"),
        ("https://press.example.org@elsewhere.example/x", "elsewhere.example"),
        ("https://press.example.org:80%5C@elsewhere.example/", "elsewhere.example"),
        ("http://[2001:db8::1]/x", "2001:db8::1"),
        ("http://[broken/x", ""),
        ("mailto:press@example.org", ""),
        ("https://xn--mnchen-3ya.example/", "xn--mnchen-3ya.example"),
        ("https://münchen.example/", "münchen.example = xn--mnchen-3ya.example"),
        ("https://\u043esce.example/", "\u043esce.example = xn--sce-red.example"),
    ],
    ids=["plain", "user", "backslash", "ipv6", "broken", "none", "encoded", "umlaut", "lookalike"],
)
def test_the_host_an_address_leads_to(url: str, shown: str) -> None:
    assert host(url) == shown


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/Stra%C3%9Fe", "https://a.example/Straße"),
        ("https://a.example/%E5%8A%B4%E5%83%8D?q=%C3%a9", "https://a.example/労働?q=é"),
        ("https://a.example/a%2Fb%3Fc%23d%20e%25", "https://a.example/a%2Fb%3Fc%23d%20e%25"),
        ("https://a.example/%1B%5D52;c;aGk=%07", "https://a.example/%1B%5D52;c;aGk=%07"),
        ("https://a.example/%E2%80%AEtxet", "https://a.example/%E2%80%AEtxet"),
        ("https://a.example/%E2%80%8B%C2%A0%C2%9B", "https://a.example/%E2%80%8B%C2%A0%C2%9B"),
        ("https://a.example/%FF%FE", "https://a.example/%FF%FE"),
    ],
    ids=["letters", "scripts", "ascii", "escape", "bidi", "unseen", "no-utf-8"],
)
def test_only_letters_that_can_be_seen_are_decoded(url: str, shown: str) -> None:
    assert readable(url) == shown
