"""
The addresses under which publications were known, kept by the database itself.

Whoever changes a slug, at the desk, by a fixture or by hand in SQL, a trigger keeps the one that
was, if somebody outside may know it: that of a publication with a moment of release, which may
have been told under an embargo, and of one that was withdrawn. Where a former address leads, and
whether anybody may learn that, is a question of the reading (see `no_longer`).
"""

from __future__ import annotations

from newsroom.publication.keeping import Keeper

KEEP = """
INSERT INTO publication_formeraddress (desk, slug, publication_key, left_at)
  SELECT '%(desk)s', OLD.slug, NEW.id, %(now)s
  WHERE OLD.published_at IS NOT NULL OR EXISTS (SELECT 1 FROM publication_withdrawal
    WHERE desk = '%(desk)s' AND publication_key = NEW.id)
  ON CONFLICT (desk, slug)
    DO UPDATE SET publication_key = excluded.publication_key, left_at = excluded.left_at;
"""

KEPT_BY = {
    "sqlite": """
CREATE TRIGGER "{name}" AFTER UPDATE OF slug ON %(table)s WHEN OLD.slug <> NEW.slug
BEGIN %(keep)s END
""",
    "postgresql": """
CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  %(keep)s
  RETURN NULL;
END $$;
CREATE TRIGGER "{name}" AFTER UPDATE OF slug ON %(table)s
  FOR EACH ROW WHEN (OLD.slug <> NEW.slug) EXECUTE FUNCTION "{name}"()
""",
}

NOW = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')", "postgresql": "clock_timestamp()"}


class FormerAddresses(Keeper):
    """Keeps the former addresses of one desk's publications."""

    writes_to = ("publication",)

    def __init__(self, app_label: str, model_name: str) -> None:
        self.desk, self.table = app_label, f"{app_label}_{model_name}"
        self.name = f"{self.table}_former_addresses"

    def triggers(self, vendor: str) -> list[str]:
        keep = KEEP % {"desk": self.desk, "now": NOW[vendor]}
        return [KEPT_BY[vendor] % {"table": self.table, "keep": keep}]

    def refill(self, vendor: str) -> list[str]:
        return []
