-- Annotations hold views as well: what was kept before has none.
UPDATE case_annotations SET body = SUBSTRING(body, 1, CHAR_LENGTH(body) - 1) || ',"views":[]}';
