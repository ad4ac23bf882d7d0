"""The form with which the desks edit."""

from __future__ import annotations

from django import forms

from newsroom.publication.markup import plain
from newsroom.publication.slugs import readable


class PublicationForm(forms.ModelForm):
    def clean_slug(self) -> str:
        """Leave an address that was only made while typing to the model, if it is taken."""
        slug: str = self.cleaned_data["slug"]
        if self.instance.pk is None and slug == self.slug_made_while_typing():
            return ""
        return slug

    def slug_made_while_typing(self) -> str:
        texts = (self.data.get(self.add_prefix(name), "") for name in ("headline", "lead"))
        return next((slug for text in texts if (slug := readable(plain(text)))), "")
