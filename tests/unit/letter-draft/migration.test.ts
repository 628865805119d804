import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createAnswerRepository } from '#core/letter-draft/answer-repository.ts'
import { connect } from '#core/store/connect.ts'
import { Database } from '#core/store/database.ts'
import { migrate } from '#core/store/migrate.ts'
import { migrations } from '#core/store/migrations/table.ts'
import { CompanionId, MessageId } from '#shared/model/ids.ts'
import { createTestStore } from '#tests/helpers/test-store.ts'

test('in a vault of before, what is said of a message goes with the message', () => {
  using store = createTestStore()
  mkdirSync(join(store.folder, 'before'))
  const file = join(store.folder, 'before', 'keepsake.db')
  using database = new Database(file, connect(file, store.key, 'create'))
  migrate(
    database,
    'create',
    migrations.filter(({ version }) => version < 18),
  )
  database.execute(`
    INSERT INTO companion (id, profile_json, created_at) VALUES (1, '{}', 0);
    INSERT INTO conversation (id, companion_id, kind, source, updated_at) VALUES (1, 1, 'lifelong', 'keepsake', 0);
    INSERT INTO message (id, conversation_id, depth, role, text, state) VALUES
      (1, 1, 0, 'user', 'one', 'complete'), (2, 1, 1, 'user', 'two', 'complete'), (3, 1, 2, 'user', 'three', 'complete');
  `)
  migrate(
    database,
    'write',
    migrations.filter(({ version }) => version <= 18),
  )
  const answers = createAnswerRepository(database)
  const use = { prompt: 1, completion: 1 }
  const companionId = CompanionId.parse(1)
  for (const id of [1, 2, 3].map((one) => MessageId.parse(one))) {
    const measure = { estimated: use, counted: use, milliseconds: 1 }
    answers.keep({ companionId, key: `of ${id}`, failure: null, output: 'said', cites: [id], measure, madeAt: 0 })
  }
  database.run('DELETE FROM message WHERE id = 1')
  database.run('UPDATE message SET deleted_at = 5 WHERE id = 2')
  database.run('UPDATE message SET deleted_at = NULL WHERE id = 3')
  expect([1, 2, 3].map((id) => answers.knows(companionId, `of ${id}`))).toEqual([false, false, true])
  expect(database.all('SELECT message_id AS id FROM model_answer_cite')).toEqual([{ id: 3 }])
})
