"""Runs functions for Java in a JVM, as Lambda does: the code that was deployed, its handler, its environment, its memory of nothing."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

from ministack.services import lambda_svc

_HOST = "org.openemr.aws.rehearsal.FunctionHost"


def run_in_java(checkout: Path, log: Path) -> None:
    host = checkout / "rehearsal/target/openemr-rehearsal.jar"
    original = lambda_svc._execute_function_docker

    def execute(function: dict, event: dict, request_id: str) -> dict:
        config = function.get("config") or function
        if not config.get("Runtime", "").startswith("java"):
            return original(function, event, request_id)
        return _execute(config, function["code_zip"], event, host, log)

    lambda_svc._execute_function_docker = execute


def _execute(config: dict, code: bytes, event: dict, host: Path, log: Path) -> dict:
    with tempfile.NamedTemporaryFile(suffix=".jar") as jar:
        jar.write(code)
        jar.flush()
        command = ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"]
        command += ["-cp", f"{jar.name}:{host}", _HOST, config["Handler"]]
        run = subprocess.run(
            command,
            input=json.dumps(event),
            capture_output=True,
            text=True,
            env=_environment(config),
            timeout=int(config.get("Timeout") or 3) + 30,
            check=False,
        )
    with log.open("a") as file:
        file.write(f"== {config['FunctionName']} {run.returncode}\n{run.stderr}")
    if run.returncode != 0:
        return {"error": True, "log": run.stderr, "body": {"errorMessage": run.stderr.strip().split("\n")[0]}}
    return {"body": json.loads(run.stdout or "null"), "log": run.stderr}


def _environment(config: dict) -> dict:
    account = config["FunctionArn"].split(":")[4]
    region = config["FunctionArn"].split(":")[3]
    return {
        "PATH": os.environ["PATH"],
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{os.environ['GATEWAY_PORT']}",
        "AWS_ACCESS_KEY_ID": account,
        "AWS_SECRET_ACCESS_KEY": "rehearsal",
        "AWS_REGION": region,
        "AWS_LAMBDA_FUNCTION_NAME": config["FunctionName"],
        **(config.get("Environment") or {}).get("Variables", {}),
    }
