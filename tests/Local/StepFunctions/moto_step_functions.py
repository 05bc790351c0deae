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

    import botocore.session
    from moto.server import ThreadedMotoServer
    from moto.stepfunctions.models import StateMachine
    from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils
    from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import state_task_service_aws_sdk as aws_sdk
    from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import state_task_service_sns as sns
    from moto.stepfunctions.parser.asl.utils import boto_client
    import moto.stepfunctions.parser.models  # loaded now, or the first request would wait for it
except ImportError as error:
    print(error, file=sys.stderr)
    sys.exit(MISSING)

# Moto 5.2.1 deep-copies the state machine for each execution, and with it the threads of those before, which fails.
StateMachine.__deepcopy__ = lambda self, memo: copy.copy(self)

# A distributed map's worker calls itself for each next item: the default of 1,000 would let a large map hang for ever.
sys.setrecursionlimit(1_000_000)

# Clients may be shared by threads, but not be made by several at a time; and making one costs more than a call.
clients = {}
making = threading.Lock()
lambda_port = boto_client.moto_server_port()


def shared_client(region, service, state_credentials=None):
    with making:
        if (region, service) not in clients:
            # Lambda is our starter's; what else a state machine calls is moto's own, at the port where it really listens.
            port = lambda_port if service == "lambda" else server.get_host_and_port()[1]
            boto_client.moto_server_port = lambda: port
            clients[region, service] = boto_client.boto_client_for(region, service)
        return clients[region, service]


for module in (lambda_eval_utils, aws_sdk, sns):
    module.boto_client_for = shared_client


# An SDK integration writes DbInstanceIdentifier where Python's SDK has DBInstanceIdentifier. Moto can translate, but does not.
def operation_of(task):
    model = botocore.session.get_session().get_service_model(task._get_boto_service_name())
    action = task._get_boto_service_action()
    return next(model.operation_model(name) for name in model.operation_names if botocore.xform_name(name) == action)


task_class = aws_sdk.StateTaskServiceAwsSdk
task_class._normalise_parameters = lambda task, parameters, *_: task._to_boto_request(parameters, operation_of(task).input_shape)
task_class._normalise_response = lambda task, response, *_: task._from_boto_response(response, operation_of(task).output_shape)

logging.getLogger("werkzeug").setLevel(logging.ERROR)  # a line for each request
logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)  # "pool is full", which harms nobody

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print("listening on", server.get_host_and_port()[1], flush=True)
threading.Event().wait()
