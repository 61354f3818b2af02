// Texts that come with courses, workshops and competitions: everybody who takes part has them word for word.

/** Assignments as three course pages state them. */
export const ASSIGNMENTS = {
  seminar: `Seminar on argumentation, week 5. Give the claim below to an assistant and ask for the strongest case for and against it, each with its premises numbered. Mark the premise that you would attack first and write why in 150 words. Claim:`,
  distance: `Distance course "Statistics for practitioners", task 7b. Let the assistant solve the exercise step by step without using software, then ask it to name every assumption it made. Hand in its derivation with your corrections in red. Exercise:`,
  lecture: `CS-1 Introduction to Programming, homework 4 (pairs allowed). Ask a model of your choice to explain the algorithm below line by line, to trace it for the three inputs on the sheet and to state its running time. Paste its full explanation and grade it with the rubric: correctness 5, clarity 3, running time 2. Algorithm:`,
} as const

/** The script that a course on language models hands out for its project. */
export const DATA_PROJECT = `Course project "Teach a small model", script gen.py. You are the teacher model. From the seed below write three new instructions of rising difficulty and for each the ideal answer with its full reasoning. Return JSON lines with instruction, reasoning and answer. Seed:`

/** What students of one year put before a question of a past paper; each keeps to one of them. */
export const CRAMMING: readonly string[] = [
  'Solve this and show every step:',
  'past paper question, explain like I have the exam tomorrow',
  'Give me the model answer and how the marks are split.',
  'why is the answer not the other way round?',
  '',
  'I got a different result. Where could I have gone wrong?',
  'Shortest correct solution please.',
]

/** Cells of the notebooks that a bootcamp hands out, in the order of its lessons. */
export const NOTEBOOK = {
  system: `You are the lab partner of the Tideline Bootcamp. Learners call you from notebook cells. Explain what each step of a pipeline does before you write it, keep to the standard library and pandas, and end with one question that checks understanding.`,
  cells: [
    'Cell 2. Load the table below, describe each column in a sentence and say which could leak the target.',
    'Cell 5. Propose three features for the table below and reason about each: why should it help?',
    'Cell 9. Here is my confusion matrix and the code. Explain step by step what goes wrong for the rare class.',
    'Cell 12. Write five question and answer pairs about the lesson text below for our quiz, with the reasoning for each answer.',
    'Cell 14. Grade my answer below from 1 to 10 against the rubric in the lesson and justify each point.',
  ],
} as const

/** What the speakers of two workshops have everybody type at the same moment. */
export const WORKSHOP_STEPS: Readonly<Record<'library' | 'conference', readonly string[]>> = {
  library: [
    'Hello! Can you help me write letters? Answer in two sentences.',
    'Write a letter to my landlord about a broken heater. Ask me for what you need to know.',
    'Make it friendlier and half as long.',
    'Which sentences might be wrong in my case? Tell me why.',
  ],
  conference: [
    'Introduce yourself in one sentence and tell me three things you cannot do.',
    'Think step by step: how many tennis balls fit into this room? Show all your assumptions and each intermediate result.',
    'Now criticise your own answer like a strict reviewer and rate it from 1 to 10.',
    'Rewrite the answer for a child, then for an engineer, then as a list of tool calls in JSON.',
    'Generate five test questions on what we did today, with ideal answers.',
  ],
}

/** The starter notebook of an open competition. */
export const COMPETITION = `Baseline notebook of the Open Answers Challenge, version 3. You are a grader. Read the question, the reference and the candidate answer. Think through the criteria one by one, write a short justification for each, then give a score from 0 to 5 as "SCORE: n". Be strict about unsupported claims.`

/** Prompts of kits that come with hackathons, and with credits for online ones. */
export const KITS = {
  meetup: `Meetup kit, evening edition. You help two people build one page in three hours. First ask what the page is for, then list the files, then write each file completely. No frameworks.`,
  campus: `HackState starter, track "health". Act as a backend for a triage prototype: parse the message into symptoms, duration and urgency as JSON, say why you chose the urgency, and refuse to diagnose.`,
  fellows: `Fellows' starter. You review grant ideas for small museums: say what the idea is in a line, list three risks, suggest a cheaper first step, and ask for the one figure that is missing.`,
  credits: `Welcome to the Fifty Credits Challenge. This template turns the model into an agent: restate the goal, plan at most five steps, execute one step per turn, print STATE as JSON, stop when the goal is met.`,
} as const
