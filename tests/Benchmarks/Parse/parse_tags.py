"""Does with Python's json module what the pipeline does with the lines of a label file, and tells how many seconds of the processor it took."""
import json
import sys
import time
import uuid

with open(sys.argv[1], "rb") as file:
    source = file.read(int(sys.argv[2]))

lines = source.splitlines()
records = tags = written = 0
start = time.process_time()
for line in lines:
    record = json.loads(line)
    uuid.UUID(record["image_uuid"])
    best = {}
    for label in record["response"].get("Labels") or ():
        name = label["Name"].lower()
        accuracy = label["Confidence"] / 100
        if accuracy > best.get(name, -1):
            best[name] = accuracy
    if best:
        text = json.dumps(
            [{"name": name, "accuracy": accuracy, "provider": "rekognition"} for name, accuracy in best.items()],
            ensure_ascii=False)
        written += len(text.encode())
    records += 1
    tags += len(best)

print(json.dumps({"seconds": time.process_time() - start, "bytes": len(source), "records": records, "tags": tags}))
