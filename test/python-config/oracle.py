"""Evaluates config files with the real traitlets loader: one JSON request per line in, one answer per line out.

A request is {"source": base64, "expect": {key: tagged value}, "read": {key: tagged value}}. The answer is
{"ok": true, "values": {key: repr}, "expected": {key: repr}, "misread": [key]} or {"ok": false, "error": "..."}.
Values are compared by repr, so that types count. Runs on the traitlets of every generation.
"""

import base64
import json
import os
import re
import sys
import tempfile
import warnings

from traitlets.config.loader import Config, PyFileConfigLoader, _is_section_key

warnings.simplefilter("ignore")

HELPERS = {
    "sub.py": "c.ServerApp.port = 7001\nc.A.x = 'from sub'\n",
    "other.py": "c.ServerApp.ip = 'from other'\nc.A.port = 7002\n",
    "plain.py": "c.update({'ServerApp': {'port': 7003}, 'A': {'x': 'plain'}})\n",
    "trap_config.py": "from traitlets.config.loader import Config\nc = Config()\n",
}


def untag(tagged):
    tag, value = tagged
    if tag == "int":
        return int(value)
    if tag == "float":
        return float(value)
    if tag == "list":
        return [untag(item) for item in value]
    if tag == "dict":
        return {key: untag(item) for key, item in value}
    return value


def text(value):
    if isinstance(value, dict) and type(value) is dict:
        items = sorted((repr(k), text(v)) for k, v in value.items())
        return "{%s}" % ", ".join("%s: %s" % item for item in items)
    return re.sub(r"0x[0-9a-f]+", "0x", repr(value))


def flatten(config, prefix=""):
    values = {}
    for key, value in config.items():
        # traitlets treats a plain dict in place of a section as a section, if it does not refuse it.
        if isinstance(value, Config) or (isinstance(value, dict) and _is_section_key(key)):
            values.update(flatten(value, prefix + key + "."))
        else:
            values[prefix + key] = text(value)
    return values


def plain(value):
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def same(read, actual):
    return read == plain(actual) and isinstance(read, bool) == isinstance(actual, bool)


def find(config, key):
    section, trait = key.split(".")
    return dict.get(dict.get(config, section, {}), trait, LookupError)


def answer(request, folder):
    with open(os.path.join(folder, "case.py"), "wb") as file:
        file.write(base64.b64decode(request["source"]))
    sys.modules.pop("trap_config", None)  # keeps the settings of one case out of the next
    try:
        config = PyFileConfigLoader("case.py", path=folder).load_config()
    except BaseException as error:
        return {"ok": False, "error": "%s: %s" % (type(error).__name__, str(error)[:200])}
    expected = {key: text(untag(value)) for key, value in request.get("expect", {}).items()}
    misread = [k for k, v in request.get("read", {}).items() if not same(untag(v), find(config, k))]
    return {"ok": True, "values": flatten(config), "expected": expected, "misread": misread}


def main():
    out = sys.stdout
    sys.stdout = open(os.devnull, "w")
    folder = tempfile.mkdtemp()
    os.chdir(folder)
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True
    for name, content in HELPERS.items():
        with open(name, "w") as file:
            file.write(content)
    for line in sys.stdin:
        out.write(json.dumps(answer(json.loads(line), folder)) + "\n")
    out.flush()
    for name in [*HELPERS, "case.py"]:
        if os.path.exists(name):
            os.unlink(name)
    os.chdir("/")
    os.rmdir(folder)


main()
