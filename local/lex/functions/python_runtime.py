"""The process of a function in Python: loads it and answers its calls, one at a time.

Started by function-process.ts with the module's path and the function's name. What is said on standard input and output
is in function-protocol.ts; Node's runtime is node-runtime.ts.
"""

import decimal
import importlib.util
import json
import os
import sys
import time
import traceback

# Standard output carries the replies: what the function prints goes to standard error.
replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)
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


def load(path, name):
    folder = os.path.dirname(path)
    sys.path.insert(0, folder)
    # Under its own name, so that the function's modules may import one another.
    module_name = os.path.splitext(os.path.basename(path))[0]
    spec = importlib.util.spec_from_file_location(module_name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[module_name] = module
    spec.loader.exec_module(module)
    return getattr(module, name)


def own_files(path):
    folder = os.path.dirname(path) + os.sep
    loaded = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
    own = {file for file in loaded if file and file.startswith(folder) and "site-packages" not in file}
    return sorted(own | {path})


def encode(value):
    """Lambda's runtime writes decimals, which DynamoDB answers with, as numbers."""
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)


def call(function, event, timeout_ms):
    try:
        answer = json.loads(json.dumps(function(event, Context(timeout_ms)), default=encode))
        return {"type": "answered", "body": answer}
    except Exception as error:  # Whatever a function raises is its own outcome.
        traceback.print_exc()
        return {"type": "failed", "error": "Unhandled", "message": str(error) or type(error).__name__}


def main(path, name):
    try:
        function = load(path, name)
    except BaseException as error:  # SystemExit, too, is a function that can't be loaded.
        traceback.print_exc()
        reply({"type": "not-loaded", "message": str(error) or type(error).__name__, "files": own_files(path)})
        sys.exit(1)
    reply({"type": "ready", "files": own_files(path)})
    for line in sys.stdin:
        request = json.loads(line)
        reply({"type": "done", "outcome": call(function, request["event"], request["timeoutMs"])})


main(sys.argv[1], sys.argv[2])
