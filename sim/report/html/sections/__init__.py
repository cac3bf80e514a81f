"""The sections of the report: each a function from a brief to markup."""
