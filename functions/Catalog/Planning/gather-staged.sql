-- What a plan needs of the staged rows, without their tags: a tenth of their size, to be sorted and searched.
INSERT INTO {gathered} (identifier, byte_offset, staged)
SELECT identifier, byte_offset, ctid
FROM {staging}
WHERE ctid >= '({first},0)' AND ctid < '({end},0)';
