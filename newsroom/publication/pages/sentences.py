"""Django's own `blocktranslate` for Jinja's templates: sentences with something in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, ngettext
from jinja2 import nodes
from jinja2.ext import Extension
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.parser import Parser

PLACE = re.compile(r"%\((\w+)\)s")

Values = dict[str, nodes.Expr]


class BlockTranslate(Extension):
    """
    `{% blocktranslate with a=… %}… {{ a }} …{% endblocktranslate %}`, and `count` with `plural`.

    Written as in a template of Django, such a sentence is found by `makemessages`, which knows
    nothing of Jinja's own tag. What is printed in it is a bare name; it is escaped, and the
    sentence is not.
    """

    tags = {"blocktranslate"}

    def parse(self, parser: Parser) -> nodes.Node:
        """Put the sentence together as far as it is known when the template is compiled."""
        line = next(parser.stream).lineno
        count = parser.stream.skip_if("name:count")
        values = dict(self.values(parser))
        singular = self.sentence(parser, values)
        if not count:
            return nodes.Output(list(self.parts(gettext(singular), singular, values)), lineno=line)
        parser.stream.expect("block_end")
        plural = self.sentence(parser, values)
        told = nodes.Dict([nodes.Pair(nodes.Const(name), it) for name, it in values.items()])
        of = [nodes.Const(singular), nodes.Const(plural), next(iter(values.values())), told]
        return nodes.Output([self.call_method("in_number", of)], lineno=line)

    def values(self, parser: Parser) -> Iterator[tuple[str, nodes.Expr]]:
        """Read `a=… b=…` up to the end of the tag."""
        while not parser.stream.skip_if("block_end"):
            parser.stream.skip_if("name:with")
            name = parser.stream.expect("name").value
            parser.stream.expect("assign")
            yield name, parser.parse_expression()

    def sentence(self, parser: Parser, values: Values) -> str:
        """Read the text up to the end of the next tag; return it as translators know it."""
        told = []
        while not parser.stream.skip_if("block_begin"):
            if parser.stream.current.type == "data":
                told.append(next(parser.stream).value.replace("%", "%%"))
                continue
            parser.stream.expect("variable_begin")
            name = parser.stream.expect("name").value
            parser.stream.expect("variable_end")
            values.setdefault(name, nodes.Name(name, "load"))
            told.append(f"%({name})s")
        parser.stream.expect("name")
        return "".join(told)

    def parts(self, translation: str, original: str, values: Values) -> Iterator[nodes.Expr]:
        """Return what a sentence consists of; a translation that names other values is passed."""
        pieces = PLACE.split(translation)
        if not values.keys() >= {*pieces[1::2]}:
            pieces = PLACE.split(original)
        for place, piece in enumerate(pieces):
            if place % 2:
                yield values[piece]
            else:
                yield nodes.TemplateData(piece.replace("%%", "%"))

    @staticmethod
    def in_number(singular: str, plural: str, number: int, values: dict[str, Any]) -> Markup:
        """Return the form of the sentence that goes with the number in the reader's language."""
        return Markup(ngettext(singular, plural, number)) % values  # noqa: S704 - see `translated`
