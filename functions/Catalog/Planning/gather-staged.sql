-- What a plan needs of the staged rows, without their tags: a tenth of their size, to be sorted and searched.
-- {digest}  of a row's tags, where an earlier run of the same file has one to compare it with
INSERT INTO {gathered} (identifier, byte_offset, staged, digest)
SELECT identifier, byte_offset, ctid, {digest}
FROM {staging}
WHERE ctid >= '({first},0)' AND ctid < '({end},0)';
