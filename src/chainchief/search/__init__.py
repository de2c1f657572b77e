"""Search over every kind of record: by characters, codes, pinyin and initials, within reach.

`words` says what a text is found by, `postings` keeps that in the database, `index` keeps it true
to the change log, `finding` answers.
"""
