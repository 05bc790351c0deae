"""Prints the template at the path given as SAM would hand it to CloudFormation."""

import json
import sys

MISSING = 86  # the exit code that tells our starter that a package is missing

try:
    from samtranslator.parser.parser import Parser
    from samtranslator.translator.translator import Translator
    from samtranslator.yaml_helper import yaml_parse
except ImportError:
    sys.exit(MISSING)

with open(sys.argv[1], encoding="utf-8") as file:
    template = yaml_parse(file.read())

# What `sam build` and `sam deploy` do before: put each local file into a bucket and its place there into the template.
for properties in [template["Globals"]["Function"], *(resource.get("Properties", {}) for resource in template["Resources"].values())]:
    for key in {"CodeUri", "ContentUri", "DefinitionUri"} & properties.keys():
        properties[key] = "s3://bucket/" + properties[key]

print(json.dumps(Translator({}, Parser()).translate(template, {"AWS::Region": "us-east-1"})))
