"""Exports GenAI spans or log records with OpenTelemetry's SDK for Python: SIGNAL URL KEY ACCOUNT COUNT."""

import sys

signal, url, key, account, count = sys.argv[1:6]
headers = {"authorization": f"Bearer {key}"}
attributes = {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "anthropic",
    "gen_ai.request.model": "claude-5",
    "gen_ai.usage.input_tokens": 12,
    "user.id": account,
}

if signal == "traces":
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=url, headers=headers)))
    tracer = provider.get_tracer("test")
    for _ in range(int(count)):
        tracer.start_span("chat claude-5", attributes=attributes).end()
else:
    import time

    from opentelemetry._logs import LogRecord, SeverityNumber
    from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
    from opentelemetry.sdk._logs import LoggerProvider
    from opentelemetry.sdk._logs.export import BatchLogRecordProcessor

    provider = LoggerProvider()
    provider.add_log_record_processor(BatchLogRecordProcessor(OTLPLogExporter(endpoint=url, headers=headers)))
    logger = provider.get_logger("test")
    for number in range(int(count)):
        logger.emit(
            LogRecord(
                timestamp=time.time_ns(),
                severity_number=SeverityNumber.INFO,
                event_name="gen_ai.client.inference.operation.details",
                attributes={**attributes, "gen_ai.response.id": f"python-{number}"},
            )
        )

provider.force_flush()
provider.shutdown()
