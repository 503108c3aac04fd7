"""Pages: read a release, hand it to components, return what they made."""
