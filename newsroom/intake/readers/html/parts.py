"""What the parts of a page are, as far as their names, roles and classes tell."""

from __future__ import annotations

import re

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup html legend li main menu "
    "nav ol optgroup option p pre search section select summary table tbody td tfoot th thead "
    "title tr ul video audio object svg canvas".split()
)
CLOSE_PARAGRAPH = BLOCKS - set("body caption head html option optgroup title svg canvas".split())
CLOSE_SAME = {
    "li": ({"li"}, {"ul", "ol", "menu", "dir"}),
    "dt": ({"dt", "dd"}, {"dl"}),
    "dd": ({"dt", "dd"}, {"dl"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tr": ({"tr"}, {"table"}),
    "option": ({"option"}, {"select"}),
    "p": ({"p"}, {"td", "th", "caption", "button", "object"}),
    "a": ({"a"}, {"td", "th", "caption", "object", *BLOCKS}),
}
"""By element: which open ones its start closes, and which hold their inside together."""

NAVIGATION, PAGE_HEADER, PAGE_FOOTER = "navigation", "page header", "page footer"
ASIDE, SHARING, RELATED = "side column", "advertising or sharing", "related links"
FORM, VIDEO, PICTURE, SOUND = "form", "video", "picture", "sound"
TAGS, STATUS, COMMENTS, COOKIES = "tags", "publication status", "comments", "cookie notice"
UNSHOWN = "not shown on the page"

BY_NAME = {
    "nav": NAVIGATION, "header": PAGE_HEADER, "footer": PAGE_FOOTER, "aside": ASIDE,
    "form": FORM, "button": FORM, "select": FORM, "textarea": FORM, "fieldset": FORM,
    "search": FORM, "video": VIDEO, "object": VIDEO, "audio": SOUND, "figure": PICTURE,
    "figcaption": PICTURE, "picture": PICTURE, "svg": PICTURE, "canvas": PICTURE,
    "menu": NAVIGATION,
}  # fmt: skip
BY_ROLE = {
    "navigation": NAVIGATION, "menu": NAVIGATION, "menubar": NAVIGATION, "tablist": NAVIGATION,
    "banner": PAGE_HEADER, "contentinfo": PAGE_FOOTER, "complementary": ASIDE, "search": FORM,
    "button": FORM, "dialog": COOKIES, "alertdialog": COOKIES,
}  # fmt: skip
BY_TYPE = {
    "VideoObject": VIDEO, "ImageObject": PICTURE, "AudioObject": SOUND, "WPHeader": PAGE_HEADER,
    "WPFooter": PAGE_FOOTER, "WPSideBar": ASIDE, "SiteNavigationElement": NAVIGATION,
    "BreadcrumbList": NAVIGATION, "WPAdBlock": SHARING,
}  # fmt: skip
BY_CLASS = {
    word: why
    for why, words in {
        NAVIGATION: "nav navbar navigation breadcrumb breadcrumbs pagination pager skiplink",
        ASIDE: "sidebar",
        SHARING: "share sharing sharedaddy addthis shariff social socials ads advert advertisement "
        "advertising adsbygoogle banner promo sponsored newsletter subscribe",
        RELATED: "related seealso recommended recommendations readmore",
        TAGS: "tags taglist tagcloud",
        COMMENTS: "comments disqus",
        COOKIES: "cookie cookies consent gdpr",
        PAGE_FOOTER: "footer copyright",
        STATUS: "status bottommeta",
        VIDEO: "video videos player",
        PICTURE: "caption gallery slider slideshow carousel photo photos thumbnail",
    }.items()
    for word in words.split()
}
PHRASES = {
    "see-also": RELATED, "skip-link": NAVIGATION, "skip-to": NAVIGATION, "sr-only": UNSHOWN,
    "visually-hidden": UNSHOWN, "visuallyhidden": UNSHOWN, "screen-reader": UNSHOWN,
}  # fmt: skip
NEVER_SHOWN = frozenset({"template", "noscript", "datalist"})
UNSHOWN_CLASSES = frozenset({"hidden", "d-none", "is-hidden"})
OF_CONTENT_SYSTEMS = ("category-", "tag-", "format-", "post-", "type-", "status-", "page-")
BY_HEADING = {
    heading: why
    for why, headings in {
        RELATED: "see also|related|related links|related articles|related news|related content|"
        "read also|read more|more news|more on this topic|читайте также|смотрите также|по теме|"
        "материалы по теме|siehe auch|mehr zum thema|voir aussi|à lire aussi|lire aussi|"
        "véase también|lea también|noticias relacionadas|leggi anche|veja também|zobacz także",
        TAGS: "tags|topics|keywords|теги|schlagwörter|mots-clés|etiquetas",
        SHARING: "share|share this|поделиться|teilen|partager|compartir",
        STATUS: "publication status",
    }.items()
    for heading in headings.split("|")
}
SURE = frozenset({NAVIGATION, PAGE_HEADER, PAGE_FOOTER})
"""What is believed of a part even if it holds most of the words of the page."""

ARTICLE_CLASSES = frozenset(
    "entry-content article-body article__body articlebody article-content article__content "
    "article-text article__text post-content post-body e-content story-body story-content "
    "news-content news-text news__text field-name-body".split()
)
WHOLE_CLASSES = frozenset("hentry h-entry".split())
TEXT_HOLDERS = frozenset({"body", "article", "main", "td"})
LEAD_CLASSES = frozenset("entry-summary p-summary lead lede standfirst dek".split())
LEAD_END = re.compile(r"(?:article|post|story|news|read|entry)[-_]+(?:lead|lede|summary|intro)$")


def why_left_out(name: str, attributes: dict[str, str]) -> str:
    """Return why the words of an element are no part of an article, or nothing."""
    if name in {"html", "body", "article", "main"}:
        return ""
    if not attributes:
        return BY_NAME.get(name, "")
    kind = attributes.get("itemtype", "").rsplit("/", 1)[-1]
    classes = classes_of(attributes)
    if name == "figure" and any(re.search("table|quote", it) for it in classes):
        return ""
    named = BY_NAME.get(name) or BY_ROLE.get(attributes.get("role", "").lower().strip())
    tagged = TAGS if {"tag", "category"} & set(attributes.get("rel", "").lower().split()) else ""
    return named or BY_TYPE.get(kind, "") or tagged or why_of(classes, attributes.get("id", ""))


def why_of(classes: list[str], identity: str) -> str:
    if UNSHOWN_CLASSES.intersection(classes):
        return UNSHOWN
    for each in [*classes, identity.lower()]:
        if each.startswith(OF_CONTENT_SYSTEMS):
            continue
        phrase = next((why for it, why in PHRASES.items() if each.startswith(it)), "")
        found = phrase or next((BY_CLASS[it] for it in words_of(each) if it in BY_CLASS), "")
        if found:
            return found
    return ""


def classes_of(attributes: dict[str, str]) -> list[str]:
    return attributes.get("class", "").lower().split()


def words_of(name: str) -> list[str]:
    """Return the words of a class such as `media__container_video`."""
    words = re.split(r"[^a-z]+", name)
    return [] if {"has", "no", "with", "js", "hidden"} & set(words[:1]) else words


def is_hidden(name: str, attributes: dict[str, str]) -> bool:
    """Whether no reader ever sees the element."""
    if not attributes:
        return name in NEVER_SHOWN
    style = attributes.get("style", "").replace(" ", "").lower()
    return (
        name in NEVER_SHOWN
        or "hidden" in attributes
        or attributes.get("aria-hidden", "").lower() == "true"
        or "display:none" in style
        or any("tooltip" in words_joined(each) for each in classes_of(attributes))
    )


def words_joined(name: str) -> str:
    return "" if name.startswith(("with", "has", "js")) else name


def is_article_text(name: str, attributes: dict[str, str]) -> bool:
    """Whether an element says of itself that the text of an article is inside."""
    return (
        name in {"article", "main"}
        or attributes.get("role", "").lower() == "main"
        or "articlebody" in attributes.get("itemprop", "").lower().split()
        or not ARTICLE_CLASSES.isdisjoint(classes_of(attributes))
    )


def is_whole_article(name: str, attributes: dict[str, str]) -> bool:
    """Whether an element holds an article together with its headline."""
    return (
        name in {"article", "main"}
        or attributes.get("role", "").lower() == "main"
        or attributes.get("itemtype", "").endswith(("Article", "BlogPosting"))
        or not WHOLE_CLASSES.isdisjoint(classes_of(attributes))
    )


def is_lead(attributes: dict[str, str]) -> bool:
    """Whether an element is the lead of its article."""
    classes = classes_of(attributes)
    properties = attributes.get("itemprop", "").lower().split()
    return (
        "description" in properties
        or not LEAD_CLASSES.isdisjoint(classes)
        or any(LEAD_END.match(each) for each in classes)
    )


def style_of(name: str, attributes: dict[str, str]) -> str:
    """Return the Markdown sign for the type face of an element, or nothing."""
    style = attributes.get("style", "").replace(" ", "").lower() if attributes else ""
    if "font-weight:" in style:
        return "**" if re.search("font-weight:(?:bold|[6-9]00)", style) else ""
    if "font-style:" in style:
        return "*" if re.search("font-style:(?:italic|oblique)", style) else ""
    return {"b": "**", "strong": "**", "i": "*", "em": "*"}.get(name, "")
