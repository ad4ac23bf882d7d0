"""Debates and interviews in Akoma Ntoso as paragraphs."""
