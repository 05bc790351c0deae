-- The catalog's tables as their owner has them. Only a database of our own gets them from here.
CREATE TABLE image (
  identifier               uuid                     PRIMARY KEY DEFAULT gen_random_uuid(),
  created_on               timestamp with time zone NOT NULL,
  updated_on               timestamp with time zone NOT NULL,
  ingestion_type           character varying(80),
  provider                 character varying(80),
  source                   character varying(80),
  foreign_identifier       character varying(3000),
  foreign_landing_url      character varying(1000),
  url                      character varying(3000)  NOT NULL,
  thumbnail                character varying(3000),
  width                    integer,
  height                   integer,
  filesize                 integer,
  license                  character varying(50)    NOT NULL,
  license_version          character varying(25),
  creator                  character varying(2000),
  creator_url              character varying(2000),
  title                    character varying(5000),
  meta_data                jsonb,
  tags                     jsonb,
  watermarked              boolean,
  last_synced_with_source  timestamp with time zone,
  removed_from_source      boolean                  NOT NULL,
  filetype                 character varying(5),
  category                 character varying(80),
  standardized_popularity  double precision
);

CREATE UNIQUE INDEX image_provider_fid_idx ON image (provider, md5(foreign_identifier));
CREATE UNIQUE INDEX image_identifier_key ON image (identifier);
CREATE UNIQUE INDEX image_url_key ON image (url);

CREATE TABLE audio (LIKE image INCLUDING ALL);
