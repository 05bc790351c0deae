"""Moto's Step Functions on a free port of loopback, which is printed once it listens."""

import copy
import functools
import logging
import sys
import threading

MISSING = 86  # the exit code that tells our starter that a package is missing

try:
    import jsonpath_ng
    import jsonpath_ng.ext

    # A JSONPath is parsed each time it is evaluated, and each parse builds the parser's grammar anew: nine tenths of what a
    # task costs. Parsed expressions have no state.
    jsonpath_ng.parse = functools.cache(jsonpath_ng.parse)
    jsonpath_ng.ext.parse = functools.cache(jsonpath_ng.ext.parse)

    from moto.server import ThreadedMotoServer
    from moto.stepfunctions.models import StateMachine
    from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils
    import moto.stepfunctions.parser.models  # loaded now, or the first request would wait for it
except ImportError as error:
    print(error, file=sys.stderr)
    sys.exit(MISSING)

# Moto 5.2.1 deep-copies the state machine for each execution, and with it the threads of those before, which fails.
StateMachine.__deepcopy__ = lambda self, memo: copy.copy(self)

# A distributed map's worker calls itself for each next item: the default of 1,000 would let a large map hang for ever.
sys.setrecursionlimit(1_000_000)

# Clients may be shared by threads, but not be made by several at a time; and making one costs more than a call.
make_client = lambda_eval_utils.boto_client_for
clients = {}
making = threading.Lock()


def shared_client(region, service, state_credentials=None):
    with making:
        if (region, service) not in clients:
            clients[region, service] = make_client(region, service)
        return clients[region, service]


lambda_eval_utils.boto_client_for = shared_client

logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a line for each request
logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)  # "pool is full", which harms nobody

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print("listening on", server.get_host_and_port()[1], flush=True)
threading.Event().wait()
