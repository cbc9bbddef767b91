"""English: what the built-in model says in it."""

from adapters.llm.builtin.texts import CONNECT, Phrases

ENGLISH = Phrases(
    greeting="Hello{}! Try “make me a counter”, or say “help”.",
    thanks="You are welcome{}.",
    goodbye="Goodbye{}!",
    praise="Glad to hear it.",
    complaint="Sorry about that. Say “help” to see what I understand, or “remove the counter” to take something away.",
    help=(
        "I am the built-in model: rules, no language model. I understand requests for controls, such as\n"
        "- a counter: “make me a counter for beers starting at 5”\n"
        "- a toggle: “a toggle for the light, on”\n"
        "- buttons: “buttons yes, no and maybe”\n"
        "- a label: “a label status: open”\n"
        "- a select: “a select Size with S, M, L”\n"
        "- a text field or a date: “a text field for the name, at most 40 characters”, "
        "“a date field Due between 2026-12-01 and 2026-12-31”\n"
        "- a link: “a link Docs to https://docs.example”\n"
        "- a plan: “a plan Release with the steps build, test, ship”, “mark build as done”\n"
        "- a progress bar: “show progress Upload 40 %”\n"
        "- a table: “a table with columns name, age: Ann 31, Bob 25”\n"
        "- a state machine: “a traffic light I can click through”, “a door”, “a state machine draft → review → done”\n"
        "- changes: “set the counter to 7”, “turn the light on”, “rename the counter to Drinks”, “remove the counter”, "
        "“clear”, “show the controls”\n"
        "- a label that follows another control: “make a counter Beers and a label Total that follows Beers”\n"
        "- files and charts: “export the table as CSV”, “a bar chart of A 3, B 5”\n"
        "- a file you send along: what is in a text, and a CSV file as a table where you ask for one\n"
        "- sums, the time, a timer, where I have the tools: “what is 12 * 7”, “what time is it in Tokyo”, "
        "“set a timer for 10 seconds”\n\n"
        "I remember your name (“my name is Eva”) and what you tell me to (“remember that …”). For everything else "
        f"connect a language model, with Ollama for example: {CONNECT}"
    ),
    declined=(
        "I run without a language model and did not understand that. I can make counters, toggles, buttons, labels, "
        "links, selects, text fields, dates, progress bars, plans, tables, charts and state machines; "
        "say “help” for examples. "
        f"For everything else set MODEL and MODEL_BASE_URL, with Ollama for example: {CONNECT}"
    ),
    declined_words=(
        "I run without a language model and did not understand {}. I can make counters, toggles, buttons, labels, "
        "links, selects, text fields, dates, progress bars, plans, tables, charts and state machines; "
        "say “help” for examples. "
        f"For everything else set MODEL and MODEL_BASE_URL, with Ollama for example: {CONNECT}"
    ),
    too_long="That is more than the {} characters I can read without a language model.",
    nothing_said="I got no words. Try “make me a counter”, or say “help”.",
    here_is="Here is {}.",
    here_are="Here are {}.",
    unknown="I did not understand {}.",
    cleared="Everything is cleared.",
    nothing_shown="Nothing is shown. Try “make me a counter”.",
    removed="Removed {}.",
    shown="You see:",
    changed="{} is now {}.",
    missing="I see no {} here. Say “show the controls” to see what there is.",
    ambiguous="Which one do you mean: {}?",
    needs_number="{} needs a whole number.",
    needs_state="{} can be {}.",
    no_value="{} has no value that could be set.",
    pressed="You pressed {}.",
    which_columns="Which columns should the table have? For example “a table with columns name, age: Ann 31, Bob 25”.",
    which_states="Which states should it have, two to twelve? For example “a state machine draft → review → done”.",
    name_kept="Nice to meet you, {}.",
    name_known="Your name is {}.",
    name_unknown="I do not know your name. Tell me with “my name is …”.",
    fact_kept="I will remember: {}.",
    plan_controls="Make just the controls asked for ({}) and say which.",
    plan_talk="Answer briefly ({}); add no controls that were not asked for.",
    quote="“{}”",
    last_joint=" and ",
    on="on",
    off="off",
    counter="Counter",
    toggle="Toggle",
    button="Button",
    label="Label",
    table="Table",
    light="Traffic light",
    door="Door",
    machine="State machine",
    steps="Steps",
    light_states=("red", "green", "yellow"),
    door_states=("closed", "open", "locked"),
    door_moves=("Open", "Close", "Lock", "Unlock"),
    a_counter="a counter {}at {}",
    a_toggle="a toggle {}({})",
    a_button="a button {}",
    a_label="a label {}showing {}",
    a_bare_label="a label {}",
    a_table="a table {}(rows: {})",
    a_light="a traffic light",
    a_door="a door",
    a_chain="a row of steps",
    a_machine="a state machine {}",
    select="Select",
    progress="Progress",
    a_select="a select {}({})",
    a_progress="a progress bar {}at {}",
    a_bare_progress="a progress bar {}",
    input="Text field",
    date="Date",
    link="Link",
    plan="Plan",
    a_input="a text field {}showing {}",
    a_bare_input="a text field {}",
    a_date="a date {}({})",
    a_bare_date="a date {}",
    days_between="between {first} and {last}",
    days_from="from {first} on",
    days_until="until {last}",
    a_link="a link {}to {}",
    a_plan="a plan {}({})",
    input_limit="A text field takes at most 3,000 characters.",
    which_address="Where should the link lead? For example “a link Docs to https://docs.example”.",
    needs_address="The link {} needs an address that begins with https:// or http://; {} is none.",
    leads="{} now leads to {}.",
    which_steps="Which steps should the plan have? For example “a plan Release with the steps build, test, ship”.",
    no_step="The plan {} has no step {}: its steps are {}.",
    step_is="Now {1}: {0}.",
    step_states={"pending": "pending", "active": "active", "done": "done", "failed": "failed"},
    file_unread="I could not read the file {} ({} bytes): {}.",
    file_picture="{} is a picture ({} bytes). I cannot look at pictures; a language model that sees can: {}",
    file_text="The file {} ({} bytes) {}",
    file_lines=("is empty.", "has one line:", "has {} lines. It begins:"),
    file_more="… {} more lines",
    file_rows="The file {} ({} bytes) is a table of {} rows with the columns {}.",
    file_offer="Send it with the words “show it as a table” to see all of it.",
    file_as_table="Here is {} as a table of {} rows.",
    file_no_table="{} is no CSV file, which I could show as a table.",
    file_cut="It is longer than I am shown: this is its beginning.",
    file_beyond="I run without a language model and did not understand {}. For more than that set MODEL and "
    f"MODEL_BASE_URL, with Ollama for example: {CONNECT}",
    which_options="Which options should it offer, at least two? For example “a select Size with S, M, L”.",
    needs_percent="{} needs a percentage from 0 to 100.",
    renamed="{} is now called {}.",
    name_too_long="A name can have at most {} characters.",
    follows="{} follows {}.",
    only_labels="{} is no label; only labels can follow another control.",
    no_source="{} has no value that a label could follow.",
    no_table="{} is no table; only tables can be exported.",
    exported="Here is the table {} as {}.",
    charts={"bar": "Bar chart", "line": "Line chart", "pie": "Pie chart"},
    a_chart={"bar": "a bar chart{}", "line": "a line chart{}", "pie": "a pie chart{}"},
    which_data="Which numbers should the chart show? For example “a bar chart of A 3, B 5”.",
    no_numbers="The table {} has no column of numbers to draw.",
    no_pie="A pie chart needs numbers of zero or more, and one above zero.",
    tools={"calculator": "the calculator", "clock": "the clock", "timer": "the timer"},
    tool_failed="That did not work: {}",
    tool_silent="{} had nothing to report.",
    clock="It is {} {} {}, {}.",
    days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    timer_second="{} second has passed.",
    timer_seconds="{} seconds have passed.",
    nothing_found="There is nothing to report.",
    guidance="The talk is about {}.",
    guidance_none="The talk has no topic yet.",
    topics={},
)
