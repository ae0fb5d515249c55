"""A Lambda function as a clinic would write it for AWS, and the smallest server that offers it as Lambda's Invoke API."""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer


def lambda_handler(event, context):
    intent = event["sessionState"]["intent"]
    attributes = event["sessionState"].get("sessionAttributes") or {}
    attributes["calls"] = str(int(attributes.get("calls", "0")) + 1)
    slots = intent["slots"]
    if event["invocationSource"] == "FulfillmentCodeHook":
        intent["state"] = "Fulfilled"
        return answer(attributes, {"type": "Close"}, intent, "Booked with %s." % value(slots["Doctor"]))
    if event.get("invocationLabel") == "Day" and value(slots["Day"]) == "2026-03-08":
        slots["Day"] = None
        return answer(attributes, {"type": "ElicitSlot", "slotToElicit": "Day"}, intent, "We are closed on Sundays. Another day?")
    time = slots.get("Time")
    proposed = event.get("proposedNextState", {}).get("dialogAction", {}).get("slotToElicit")
    if time is not None and time["value"]["interpretedValue"] is None and proposed == "Time":
        # The practice is open in daytime only: the code hook decides between two readings.
        chosen = [t for t in time["value"]["resolvedValues"] if "08:00" <= t < "18:00"][0]
        time["value"]["interpretedValue"] = chosen
    if event.get("invocationLabel") == "Confirmed" and attributes.get("taken") == "yes":
        intent["state"] = "Failed"
    return answer(attributes, {"type": "Delegate"}, intent)


def value(slot):
    return slot and slot["value"]["interpretedValue"]


def answer(attributes, action, intent, text=None):
    result = {"sessionState": {"sessionAttributes": attributes, "dialogAction": action, "intent": intent}}
    if text is not None:
        result["messages"] = [{"contentType": "PlainText", "content": text}]
    return result


class Invoke(BaseHTTPRequestHandler):
    def do_POST(self):
        event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        try:
            status, headers, body = 200, {}, lambda_handler(event, None)
        except Exception as error:
            report = {"errorMessage": str(error), "errorType": type(error).__name__}
            status, headers, body = 200, {"X-Amz-Function-Error": "Unhandled"}, report
        payload = json.dumps(body).encode()
        self.send_response(status)
        for name, content in headers.items():
            self.send_header(name, content)
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *args):
        pass


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", 0), Invoke)
    sys.stdout.write("http://127.0.0.1:%d/2015-03-31/functions/clinic/invocations\n" % server.server_port)
    sys.stdout.flush()
    server.serve_forever()
