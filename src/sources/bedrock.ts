// AWS Bedrock's model-invocation log, from S3 or CloudWatch. Bodies differ by model vendor: Anthropic, Converse and
// Nova, Titan, Llama, Mistral, Cohere, OpenAI; an answer that was streamed is an array of chunks.
import { answerText, chunks, chunksText, opaqueRefs } from './chat-json.js'
import { confidence, hasKeys } from './confidence.js'
import {
  arrayText,
  firstOf,
  flag,
  idOr,
  landingSelect,
  parsedDocuments,
  parsedMessages,
  partsText,
  toolNames,
  tuple,
} from './landing-select.js'
import type { Source } from './source.js'

const INPUT_BODY = tuple(`
  \`array instead\` String, messages String, system String, prompt String, inputText String, message String,
  max_tokens Nullable(Float64), max_completion_tokens Nullable(Float64), max_gen_len Nullable(Float64),
  max_tokens_to_sample Nullable(Float64), temperature Nullable(Float64), top_p Nullable(Float64),
  p Nullable(Float64), n Nullable(Float64), logprobs String, tools Array(String),
  inferenceConfig Tuple(\`array instead\` String, maxTokens Nullable(Float64), max_new_tokens Nullable(Float64),
    temperature Nullable(Float64), topP Nullable(Float64)),
  textGenerationConfig Tuple(\`array instead\` String, maxTokenCount Nullable(Float64),
    temperature Nullable(Float64), topP Nullable(Float64)),
  toolConfig Tuple(\`array instead\` String, tools Array(String))`)

const OUTPUT_BODY = tuple(`
  \`array instead\` String,
  choices Array(Tuple(text String, message Tuple(content String, refusal String, tool_calls String))),
  content String, output Tuple(message Tuple(content Array(Tuple(text String)))),
  results Array(Tuple(outputText String)), generation String, outputs Array(Tuple(text String)),
  generations Array(Tuple(text String)), text String, completion String`)

const FIELDS = `
  timestamp String, accountId String, identity Tuple(\`array instead\` String, arn String), requestId String,
  operation String, modelId String,
  input Tuple(\`array instead\` String, inputBodyJson ${INPUT_BODY}, inputTokenCount Nullable(Float64),
    cacheReadInputTokenCount Nullable(Float64), cacheWriteInputTokenCount Nullable(Float64)),
  output Tuple(\`array instead\` String, outputBodyJson ${OUTPUT_BODY}, outputTokenCount Nullable(Float64)),
  requestMetadata Tuple(\`array instead\` String, account String, user_id String, userId String,
    session_id String, sessionId String, api_key_hash String, client_ip String, user_agent String),
  errorCode String, status String`

export const bedrock: Source = {
  id: 'bedrock',
  title: 'AWS Bedrock model-invocation log',
  detect: (sample) =>
    confidence(sample, (document) => {
      if (document.schemaType === 'ModelInvocationLog') return 1
      if (hasKeys(document, 'logEvents') && hasKeys(document, 'logGroup')) return 0.8
      return hasKeys(document, 'modelId', 'requestId') ? 0.8 : 0
    }),
  select(documents) {
    const b = 'd.input.inputBodyJson'
    const cached =
      'ifNull(d.input.cacheReadInputTokenCount, 0) + ifNull(d.input.cacheWriteInputTokenCount, 0)'
    return landingSelect(
      {
        id: idOr('d.requestId'),
        ts: 'd.timestamp',
        account: firstOf(
          'd.requestMetadata.account',
          'd.requestMetadata.user_id',
          'd.requestMetadata.userId',
          'd.identity.arn',
        ),
        org: 'd.accountId',
        key: 'd.requestMetadata.api_key_hash',
        pathway: "if(body = '', '', 'bedrock')",
        ip: 'd.requestMetadata.client_ip',
        user_agent: 'd.requestMetadata.user_agent',
        model: 'd.modelId',
        system: partsText(`${b}.system`),
        messages: parsedMessages(arrayText(`${b}.messages`)),
        prompt: firstOf(`${b}.prompt`, `${b}.inputText`, `${b}.message`),
        completion: completion(),
        input_tokens: `d.input.inputTokenCount + ${cached}`,
        output_tokens: 'd.output.outputTokenCount',
        max_tokens: `coalesce(${b}.max_tokens, ${b}.max_completion_tokens, ${b}.max_gen_len, ${b}.max_tokens_to_sample, ${b}.inferenceConfig.maxTokens, ${b}.inferenceConfig.max_new_tokens, ${b}.textGenerationConfig.maxTokenCount)`,
        temperature: `coalesce(${b}.temperature, ${b}.inferenceConfig.temperature, ${b}.textGenerationConfig.temperature)`,
        top_p: `coalesce(${b}.top_p, ${b}.p, ${b}.inferenceConfig.topP, ${b}.textGenerationConfig.topP)`,
        n: `${b}.n`,
        logprobs: flag(`${b}.logprobs`),
        stream: "d.operation IN ('InvokeModelWithResponseStream', 'ConverseStream')",
        tools: toolNames(`arrayConcat(${b}.tools, ${b}.toolConfig.tools)`),
        session: firstOf('d.requestMetadata.session_id', 'd.requestMetadata.sessionId'),
        opaque_refs: opaqueRefs(`${b}.messages`),
        status: firstOf('d.status', 'd.errorCode'),
        error: 'd.errorCode',
        raw: 'document',
      },
      `FROM ${parsedDocuments(logEvents(documents), FIELDS)}`,
    )
  },
  identity: [
    'account is requestMetadata.account, user_id or userId when your application sends one, else identity.arn; org is the AWS account.',
    'Address, user agent and access key are in CloudTrail only: join on requestId, or pass client_ip, user_agent and api_key_hash as requestMetadata.',
  ].join(' '),
}

/** CloudWatch wraps the log's lines in `logEvents[].message`; S3 does not. */
function logEvents(documents: string): string {
  const messages = "JSONExtract(document, 'Tuple(logEvents Array(Tuple(message String)))').logEvents"
  return `(
    SELECT
      arrayJoin(if(position(document, '"logEvents"') > 0 AND notEmpty(${messages}), arrayMap(e -> e.message, ${messages}), [document])) AS document
    FROM ${documents}
  )`
}

function completion(): string {
  const o = 'd.output.outputBodyJson'
  const streamed = chunks(
    `if(notEmpty(${o}.\`array instead\`), JSONExtractRaw(body, 'output', 'outputBodyJson'), '[]')`,
  )
  const joined = (array: string, element: string) =>
    `arrayStringConcat(arrayMap(p -> p.${element}, ${array}), '\\n')`
  return `multiIf(
    notEmpty(${o}.\`array instead\`), ${chunksText(streamed)},
    notEmpty(${o}.choices) OR notEmpty(${o}.content), ${answerText(`CAST((${o}.choices, ${o}.content, []), 'Tuple(choices Array(Tuple(text String, message Tuple(content String, refusal String, tool_calls String))), content String, output Array(Tuple(content Array(Tuple(text String, refusal String)), arguments String)))')`)},
    notEmpty(${o}.output.message.content), ${joined(`${o}.output.message.content`, 'text')},
    notEmpty(${o}.results), ${joined(`${o}.results`, 'outputText')},
    notEmpty(${o}.outputs), ${joined(`${o}.outputs`, 'text')},
    notEmpty(${o}.generations), ${joined(`${o}.generations`, 'text')},
    ${firstOf(`${o}.generation`, `${o}.text`, `${o}.completion`)})`
}
