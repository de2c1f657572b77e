"""Forms for every kind of record, made from its register alone.

A form is one change set: the record and the rows of what belongs to it, all or nothing. What is
typed is read as a cell of a workbook is, and refused in the same words.
"""
