// What earlier runs of the set-up have done, in a table of its own.
const { Client } = require("pg")

const WAIT_MILLIS = 600_000

/** A connected client. Waits for the database, and throws when it does not come. */
async function connect(env = process.env) {
  const deadline = Date.now() + WAIT_MILLIS
  for (;;) {
    const client = new Client({ connectionString: env.DATABASE_URL, connectionTimeoutMillis: 3_000 })
    client.on("error", () => {})
    try {
      await client.connect()
      return client
    } catch (error) {
      await client.end().catch(() => {})
      if (Date.now() >= deadline) {
        throw new Error(`The database did not answer within ${WAIT_MILLIS / 1000} s: ${error.message}`)
      }
      await pause(200)
    }
  }
}

async function prepare(client) {
  await client.query("create table if not exists storeweaver_setup (step text primary key, value jsonb not null)")
}

/** What was written under a step, or undefined; also where the table does not exist yet. */
async function read(client, step) {
  const table = await client.query("select to_regclass('storeweaver_setup') as name")
  if (!table.rows[0].name) return undefined
  const found = await client.query("select value from storeweaver_setup where step = $1", [step])
  return found.rows[0]?.value
}

async function write(client, step, value) {
  await client.query(
    "insert into storeweaver_setup(step, value) values ($1, $2) on conflict (step) do update set value = excluded.value",
    [step, JSON.stringify(value)],
  )
}

/** Is the schema one that code of this version can work with: the same or a later one? */
function reaches(schema, version) {
  if (!schema) return false
  const numbers = (text) => text.split(/[.-]/).slice(0, 3).map(Number)
  const [have, need] = [numbers(schema.version), numbers(version)]
  const differs = need.findIndex((number, i) => number !== have[i])
  return differs < 0 || have[differs] > need[differs]
}

const pause = (millis) => new Promise((done) => setTimeout(done, millis))

module.exports = { connect, prepare, read, write, reaches, pause }
