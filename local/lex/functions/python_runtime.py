"""The process of a function in Python: loads it and answers its calls, one at a time.

Started by function-process.ts with the module's path and the function's name. What is said on standard input and output
is in function-protocol.ts; Node's runtime is node-runtime.ts.
"""

import decimal
import importlib.machinery
import importlib.util
import json
import os
import sys
import time
import traceback

# Requests are UTF-8, whatever this machine's own encoding is.
sys.stdin.reconfigure(encoding="utf-8")
# Replies have a pipe of their own, which no program that the function starts may write to.
os.set_inheritable(3, False)
replies = os.fdopen(3, "w", encoding="utf-8")
# Both go to standard error; this one a line at a time.
sys.stdout = sys.stderr


def reply(value):
    replies.write(json.dumps(value) + "\n")
    replies.flush()


class Context:
    """What Lambda passes beside the event."""

    def __init__(self, timeout_ms):
        self._deadline = time.monotonic() + timeout_ms / 1000
        self.function_name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME", "code-hook")
        self.function_version = "$LATEST"
        self.invoked_function_arn = "arn:aws:lambda:local:000000000000:function:" + self.function_name
        self.memory_limit_in_mb = "128"
        self.aws_request_id = os.urandom(16).hex()
        self.log_group_name = "/aws/lambda/" + self.function_name
        self.log_stream_name = "local"
        self.identity = None
        self.client_context = None

    def get_remaining_time_in_millis(self):
        return max(0, int((self._deadline - time.monotonic()) * 1000))


class FoldersAbove:
    """Finds what the function imports in the folders above its own, where nothing else has it.

    On Lambda the function's root is often one of them: "src/app.lambda_handler" imports "src.words".
    """

    def __init__(self, folder):
        parents = [folder]
        for _ in range(3):
            parents.append(os.path.dirname(parents[-1]))
        self.names = set()
        self._folders = [parent for parent in parents[1:] if os.path.dirname(parent) != parent]

    def find_spec(self, name, path=None, target=None):
        if path is not None:
            return None
        found = (importlib.machinery.PathFinder.find_spec(name, [folder]) for folder in self._folders)
        spec = next((spec for spec in found if spec is not None), None)
        if spec is not None:
            self.names.add(name)
        return spec


def load(path, names):
    folder = os.path.dirname(path)
    sys.path.insert(0, folder)
    sys.meta_path.append(FoldersAbove(folder))
    # Under its own name, so that the function's modules may import one another.
    module_name = os.path.splitext(os.path.basename(path))[0]
    spec = importlib.util.spec_from_file_location(module_name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[module_name] = module
    spec.loader.exec_module(module)
    for name in names:
        if hasattr(module, name):
            return getattr(module, name)
    raise AttributeError("%s has no function named %s" % (path, " or ".join(names)))


def own_files(path):
    folder = os.path.dirname(path) + os.sep
    above = next((finder.names for finder in sys.meta_path if isinstance(finder, FoldersAbove)), set())
    loaded = [(name, getattr(module, "__file__", None)) for name, module in list(sys.modules.items())]
    own = {
        file
        for name, file in loaded
        if file and (file.startswith(folder) or name.split(".")[0] in above) and "site-packages" not in file
    }
    return sorted(own | {path})


def encode(value):
    """Lambda's runtime writes decimals, which DynamoDB answers with, as numbers."""
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)


def call(function, event, timeout_ms):
    try:
        # NaN, which Python would write, is no JSON.
        text = json.dumps(function(event, Context(timeout_ms)), default=encode, allow_nan=False)
        answer = json.loads(text)
        return {"type": "answered", "body": answer}
    except Exception as error:  # Whatever a function raises is its own outcome.
        traceback.print_exc()
        return {"type": "failed", "error": "Unhandled", "message": str(error) or type(error).__name__}


def main(path, names):
    try:
        function = load(path, names)
    except BaseException as error:  # SystemExit, too, is a function that can't be loaded.
        traceback.print_exc()
        reply({"type": "not-loaded", "message": str(error) or type(error).__name__, "files": own_files(path)})
        sys.exit(1)
    reply({"type": "ready", "files": own_files(path)})
    for line in sys.stdin:
        request = json.loads(line)
        reply({"type": "done", "outcome": call(function, request["event"], request["timeoutMs"])})


main(sys.argv[1], sys.argv[2:])
