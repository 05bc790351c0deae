namespace StateMachineTests.LocalCloud;

/// <summary>A small Lambda runtime in Python that does what its events tell it.</summary>
internal static class RuntimeClient
{
    private const string Script = """
        import http.client, json, os, sys, time

        host, _, path = os.environ["AWS_LAMBDA_RUNTIME_API"].partition("/")
        connection = http.client.HTTPConnection(host)

        def call(method, operation, body=None):
            connection.request(method, f"/{path}/2018-06-01/runtime/{operation}", body)
            response = connection.getresponse()
            return response, response.read()

        def error(kind, message):
            return json.dumps({"errorType": kind, "errorMessage": message, "stackTrace": []})

        if os.environ.get("FAIL_INIT") == "report":
            call("POST", "init/error", error("BadSettings", "no settings"))
            time.sleep(60)
        if os.environ.get("FAIL_INIT") == "hang":
            time.sleep(60)

        print("ready", flush=True)
        while True:
            response, body = call("GET", "invocation/next")
            request = response.headers["Lambda-Runtime-Aws-Request-Id"]
            event = json.loads(body)
            print("working on", body.decode()[:100], flush=True)
            do = event.get("do")
            if do == "exit":
                os._exit(event["code"])
            if do == "fail":
                call("POST", f"invocation/{request}/error", error("TooManyRejects", "too many"))
                continue
            if do == "wait":
                while not os.path.exists(event["file"]):
                    time.sleep(0.01)
            if do == "hold":
                memory = b"x" * event["bytes"]
            if do == "environment":
                answer = dict(os.environ)
            elif do == "large":
                answer = "x" * event["bytes"]
            else:
                answer = {"pid": os.getpid(), "event": event, "deadline": response.headers["Lambda-Runtime-Deadline-Ms"],
                          "arn": response.headers["Lambda-Runtime-Invoked-Function-Arn"]}
            call("POST", f"invocation/{request}/response", json.dumps(answer))
        """;

    public static IReadOnlyList<string> Command { get; } = ["python3", "-c", Script];
}
