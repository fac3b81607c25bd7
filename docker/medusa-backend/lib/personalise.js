// What is this store's own, in one transaction and without booting Medusa. Written when it is wanted differently than last
// time, and never otherwise: in between the merchant may have changed it.
const { createHmac, randomBytes } = require("node:crypto")
const scrypt = require("scrypt-kdf")
const marker = require("./marker")

// What the seed made; see src/scripts/seed.ts.
const TEMPLATE = { currency: "usd", country: "us", key: "Storefront" }

async function personalise(client, env) {
  const wanted = {
    name: env.STORE_NAME || "Shop",
    email: required(env, "ADMIN_EMAIL"),
    // A digest, so that a changed login is noticed and none is stored.
    login: createHmac("sha256", required(env, "JWT_SECRET")).update(required(env, "ADMIN_PASSWORD")).digest("hex"),
    key: required(env, "PUBLISHABLE_KEY"),
  }
  await client.query("begin")
  try {
    const before = await marker.read(client, "applied")
    const differs = (name) => before?.[name] !== wanted[name]
    if (!before) await settle(client, (env.STORE_CURRENCY || "usd").toLowerCase(), (env.STORE_COUNTRY || "us").toLowerCase())
    if (differs("name")) await client.query("update store set name = $1", [wanted.name])
    if (differs("key")) await rotateKeys(client, wanted.key)
    if (differs("email") || differs("login")) await giveLogin(client, before?.email, wanted.email, env.ADMIN_PASSWORD)
    await marker.write(client, "applied", wanted)
    await client.query("commit")
  } catch (error) {
    await client.query("rollback")
    throw error
  }
}

function required(env, name) {
  if (!env[name]) throw new Error(`${name} is empty; the set-up needs it`)
  return env[name]
}

/** Moves the untouched shop to its country and currency. Later this is the merchant's: there are prices and orders by then. */
async function settle(client, currency, country) {
  const same = currency === TEMPLATE.currency && country === TEMPLATE.country
  if (same) return
  const from = TEMPLATE.currency
  // Medusa brings a few currencies along; theirs would collide with the renamed one.
  if (currency !== from) {
    await client.query("delete from store_currency where currency_code = $1", [currency])
    await client.query("delete from price_preference where attribute = 'currency_code' and value = $1", [currency])
  }
  await client.query("update store_currency set currency_code = $1 where currency_code = $2", [currency, from])
  await client.query("update price set currency_code = $1 where currency_code = $2", [currency, from])
  await client.query("update price_preference set value = $1 where attribute = 'currency_code' and value = $2", [currency, from])
  await client.query("update region set currency_code = $1, name = $2", [currency, country.toUpperCase()])
  const known = await client.query("select 1 from region_country where iso_2 = $1", [country])
  if (known.rowCount === 0) throw new Error(`STORE_COUNTRY ${country} is no country that Medusa knows`)
  await client.query("update region_country set region_id = null where iso_2 <> $1", [country])
  await client.query("update region_country set region_id = (select id from region limit 1) where iso_2 = $1", [country])
  await client.query("update tax_region set country_code = $1", [country])
  await client.query("update geo_zone set country_code = $1", [country])
  await client.query("update service_zone set name = $1", [country.toUpperCase()])
  await client.query("update stock_location_address set country_code = $1", [country.toUpperCase()])
}

/** The shop's own key takes the place of the template's; every other publishable key, known to all siblings, ends. */
async function rotateKeys(client, key) {
  const redacted = `${key.slice(0, 6)}***${key.slice(-3)}`
  await client.query("update api_key set token = $1, redacted = $2 where type = 'publishable' and title = $3", [key, redacted, TEMPLATE.key])
  const others = await client.query("select id from api_key where type = 'publishable' and title <> $1 and revoked_at is null and created_by = ''", [TEMPLATE.key])
  for (const { id } of others.rows) {
    const token = `pk_${randomBytes(32).toString("hex")}`
    await client.query("update api_key set token = $1, redacted = $2, revoked_at = now() where id = $3", [token, `${token.slice(0, 6)}***${token.slice(-3)}`, id])
  }
}

async function giveLogin(client, oldEmail, email, password) {
  // Medusa's own parameters, or its login would not recognise the hash.
  const hash = (await scrypt.kdf(password, { logN: 15, r: 8, p: 1 })).toString("base64")
  const known = oldEmail ?? email
  const identity = await client.query("select id from provider_identity where provider = 'emailpass' and entity_id = $1 and deleted_at is null", [known])
  if (identity.rowCount > 0) {
    await client.query("update provider_identity set entity_id = $1, provider_metadata = $2 where id = $3", [email, { password: hash }, identity.rows[0].id])
    await client.query('update "user" set email = $1 where email = $2', [email, known])
    return
  }
  const [user, auth, provider] = [newId("user"), newId("authid"), newId("provid")]
  await client.query('insert into "user"(id, email) values ($1, $2)', [user, email])
  await client.query("insert into auth_identity(id, app_metadata) values ($1, $2)", [auth, { user_id: user }])
  await client.query(
    "insert into provider_identity(id, entity_id, provider, auth_identity_id, provider_metadata) values ($1, $2, 'emailpass', $3, $4)",
    [provider, email, auth, { password: hash }],
  )
}

function newId(prefix) {
  return `${prefix}_${randomBytes(13).toString("hex").toUpperCase()}`
}

module.exports = { personalise }
