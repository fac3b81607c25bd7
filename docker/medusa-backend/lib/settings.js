// The container's environment as Medusa wants it.

/** Addresses with credentials in them, encoded; to be called before Medusa's configuration is read. */
function prepareEnvironment(env = process.env) {
  const part = encodeURIComponent
  env.DATABASE_URL = `postgres://${part(env.PGUSER)}:${part(env.PGPASSWORD)}@${env.PGHOST}:${env.PGPORT || 5432}/${part(env.PGDATABASE)}`
  if (env.REDIS_HOST) {
    env.REDIS_URL = `redis://:${part(env.REDIS_PASSWORD || "")}@${env.REDIS_HOST}:6379`
  }
}

/** The version of the schema that this image's code needs: Medusa's own. */
function imageVersion() {
  return require("@medusajs/medusa/package.json").version
}

module.exports = { prepareEnvironment, imageVersion }
