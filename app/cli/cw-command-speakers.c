/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "cw-cli"

/* Who speaks in a document: speakers. */

#include "config.h"

#include "cw-command.h"

#include "cw-arguments.h"
#include "cw-document.h"
#include "cw-error.h"
#include "cw-new-participant.h"
#include "cw-speaker-list.h"
#include "cw-speaker.h"
#include "cw-turn-choice.h"

typedef struct
{
  gboolean everywhere;
  gboolean none;
  gboolean make;
  gboolean off;
  gboolean preview;
  char *in;
} SpeakerOptions;

/* A document whose speakers are being put right. */
typedef struct
{
  CwDatabase *database;
  CwDocument *document;
  CwChange *change;
} Work;

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->change, cw_change_free);
  g_clear_pointer (&work->document, cw_document_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

/* --- Looking ------------------------------------------------------------------ */

static gboolean
open_to_look (CwCommandContext *context,
              CwDatabase      **out_database,
              CwGuid           *out_document,
              GError          **error)
{
  *out_database = cw_command_context_open_to_read (context, error);
  return *out_database != NULL
         && cw_argument_document (*out_database, cw_command_context_operand (context, 0),
                                  out_document, error);
}

static gboolean
list_speakers (CwCommandContext *context,
               gpointer          options,
               GError          **error)
{
  CwDatabase *database;
  CwGuid document;

  return open_to_look (context, &database, &document, error)
         && cw_speaker_list_print (context, database, &document, error);
}

static gboolean
list_turns (CwCommandContext *context,
            gpointer          options,
            GError          **error)
{
  const char *label = cw_command_context_operand (context, 1);
  CwDatabase *database;
  CwGuid document;
  CwGuid speaker;

  return open_to_look (context, &database, &document, error)
         && (label == NULL || cw_speaker_find (database, &document, label, &speaker, error))
         && cw_speaker_list_print_turns (context, database, &document,
                                         label != NULL ? &speaker : NULL, error);
}

/* --- Putting right ------------------------------------------------------------ */

static gboolean
open_work (CwCommandContext     *context,
           const SpeakerOptions *values,
           Work                 *work,
           GError              **error)
{
  CwGuid guid;

  if (values->preview && (context->coder_name != NULL || context->why != NULL))
    {
      g_set_error (error, CW_ERROR, CW_ERROR_USAGE,
                   "speakers: with --preview nothing is changed; --coder and --why are for when "
                   "it is");
      return FALSE;
    }
  work->database = cw_command_context_open_to_write (context, error);
  if (work->database == NULL
      || !cw_argument_document (work->database, cw_command_context_operand (context, 0), &guid,
                                error))
    return FALSE;
  work->document = cw_document_load (work->database, &guid, error);
  return work->document != NULL;
}

/* A preview is a change that is given up: what it shows is what would be. */
static gboolean
begin (CwCommandContext     *context,
       const SpeakerOptions *values,
       Work                 *work,
       const char           *label,
       GError              **error)
{
  CwGuid coder;

  if (!values->preview)
    work->change = cw_command_context_begin (context, error, "%s", label);
  else if (cw_project_get_coder (context->project, &coder, error))
    work->change = cw_change_begin (context->project, &coder, label, NULL, CW_CHANGE_DEFAULT,
                                    error);
  return work->change != NULL;
}

static gboolean
finish (CwCommandContext     *context,
        const SpeakerOptions *values,
        Work                 *work,
        gboolean              show,
        const char           *note,
        GError              **error)
{
  if ((show || values->preview)
      && !cw_speaker_list_print (context, work->database, &work->document->guid, error))
    return FALSE;
  if (!values->preview && !cw_change_commit (work->change, error))
    return FALSE;
  cw_command_context_note (context, "%s%s", values->preview ? "It would be so: " : "", note);
  return TRUE;
}

static const char *
plural (guint n)
{
  return n == 1 ? "" : "s";
}

static gboolean
rename_speaker (CwCommandContext *context,
                gpointer          options,
                GError          **error)
{
  const SpeakerOptions *values = options;
  const char *label = cw_command_context_operand (context, 1);
  const char *name = cw_command_context_operand (context, 2);
  g_auto (Work) work = { NULL };
  g_autofree char *title = NULL;
  g_autofree char *note = NULL;
  guint n = 1;
  CwGuid speaker;

  if (!open_work (context, values, &work, error)
      || !cw_speaker_find (work.database, &work.document->guid, label, &speaker, error))
    return FALSE;
  title = values->everywhere
            ? g_strdup_printf ("Rename speaker %s to %s in all documents", label, name)
            : g_strdup_printf ("Rename speaker %s of %s to %s", label, work.document->name, name);
  if (!begin (context, values, &work, title, error)
      || !(values->everywhere ? cw_speaker_rename_everywhere (work.change, label, name, &n, error)
                              : cw_speaker_rename (work.change, &speaker, name, error)))
    return FALSE;
  note = g_strdup_printf ("\"%s\" is called \"%s\" now, in %u document%s; the text keeps its "
                          "labels, which \"correct\" changes",
                          label, name, n, plural (n));
  return finish (context, values, &work, FALSE, note, error);
}

static gboolean
merge_speakers (CwCommandContext *context,
                gpointer          options,
                GError          **error)
{
  const SpeakerOptions *values = options;
  guint last = context->operands->len - 1;
  const char *into = cw_command_context_operand (context, last);
  g_auto (Work) work = { NULL };
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *title = NULL;
  g_autofree char *note = NULL;
  guint n_turns = 0;
  CwGuid target;

  for (guint i = 1; i < last; i++)
    g_string_append_printf (names, "%s%s", i > 1 ? ", " : "",
                            cw_command_context_operand (context, i));
  if (!open_work (context, values, &work, error)
      || !cw_speaker_find (work.database, &work.document->guid, into, &target, error))
    return FALSE;
  title = g_strdup_printf ("Merge speakers %s into %s in %s", names->str, into,
                           work.document->name);
  if (!begin (context, values, &work, title, error))
    return FALSE;
  for (guint i = 1; i < last; i++)
    {
      CwGuid speaker;
      guint n = 0;

      if (!cw_speaker_find (work.database, &work.document->guid,
                            cw_command_context_operand (context, i), &speaker, error)
          || !cw_speaker_merge (work.change, &speaker, &target, context->force, &n, error))
        return FALSE;
      n_turns += n;
    }
  note = g_strdup_printf ("%u turn%s of %s went to \"%s\"", n_turns, plural (n_turns), names->str,
                          into);
  return finish (context, values, &work, FALSE, note, error);
}

static GArray *
choose_turns (CwCommandContext *context,
              const Work       *work,
              const CwGuid     *speaker,
              GError          **error)
{
  g_autoptr (GArray) turns = cw_speaker_list_turns (work->database, &work->document->guid, error);
  g_autoptr (CwSpeaker) self = NULL;

  if (turns == NULL || (self = cw_speaker_load (work->database, speaker, error)) == NULL)
    return NULL;
  return cw_turn_choice_parse ((const char *const *) context->operands->pdata + 3,
                               context->operands->len - 3, turns, self->number, error);
}

static gboolean
split_speaker (CwCommandContext *context,
               gpointer          options,
               GError          **error)
{
  const SpeakerOptions *values = options;
  const char *label = cw_command_context_operand (context, 1);
  const char *name = cw_command_context_operand (context, 2);
  g_auto (Work) work = { NULL };
  g_autoptr (GArray) turns = NULL;
  g_autofree char *title = NULL;
  g_autofree char *note = NULL;
  CwGuid speaker;

  if (!open_work (context, values, &work, error)
      || !cw_speaker_find (work.database, &work.document->guid, label, &speaker, error)
      || (turns = choose_turns (context, &work, &speaker, error)) == NULL)
    return FALSE;
  title = g_strdup_printf ("Split turns of %s off as %s in %s", label, name, work.document->name);
  if (!begin (context, values, &work, title, error)
      || !cw_speaker_split (work.change, &speaker, (const guint *) turns->data, turns->len, name,
                            NULL, error))
    return FALSE;
  note = g_strdup_printf ("%u turn%s of \"%s\" went to \"%s\"; cases that \"%s\" belongs to do not "
                          "go with them",
                          turns->len, plural (turns->len), label, name, label);
  return finish (context, values, &work, FALSE, note, error);
}

static gboolean
drop_speaker (CwCommandContext *context,
              gpointer          options,
              GError          **error)
{
  const SpeakerOptions *values = options;
  const char *label = cw_command_context_operand (context, 1);
  g_auto (Work) work = { NULL };
  g_autofree char *title = NULL;
  g_autofree char *note = NULL;
  guint n = 0;
  CwGuid speaker;

  if (!open_work (context, values, &work, error)
      || !cw_speaker_find (work.database, &work.document->guid, label, &speaker, error))
    return FALSE;
  title = g_strdup_printf ("Drop %s from the speakers of %s", label, work.document->name);
  if (!begin (context, values, &work, title, error)
      || !cw_speaker_drop (work.change, &speaker, context->force, &n, error))
    return FALSE;
  note = g_strdup_printf ("\"%s\" is no speaker; %u turn%s joined what was said before", label, n,
                          plural (n));
  return finish (context, values, &work, FALSE, note, error);
}

static gboolean
add_speaker (CwCommandContext *context,
             gpointer          options,
             GError          **error)
{
  const SpeakerOptions *values = options;
  const char *label = cw_command_context_operand (context, 1);
  g_auto (Work) work = { NULL };
  g_autoptr (CwSpeaker) speaker = NULL;
  g_autoptr (GString) note = g_string_new (NULL);
  g_autofree char *title = NULL;
  guint n = 0;
  guint n_taken = 0;
  CwGuid guid;

  if (!open_work (context, values, &work, error))
    return FALSE;
  title = g_strdup_printf ("Add %s to the speakers of %s", label, work.document->name);
  if (!begin (context, values, &work, title, error)
      || !cw_speaker_add (work.change, &work.document->guid, label, &guid, &n, &n_taken, error)
      || (speaker = cw_speaker_load (work.database, &guid, error)) == NULL)
    return FALSE;
  g_string_append_printf (note, "\"%s\" has %u turn%s more", speaker->label, n, plural (n));
  if (n_taken > 0)
    g_string_append_printf (note, "; of the lines that begin so, %u had a speaker already",
                            n_taken);
  return finish (context, values, &work, FALSE, note->str, error);
}

static gboolean
recognise (CwCommandContext *context,
           gpointer          options,
           GError          **error)
{
  const SpeakerOptions *values = options;
  g_auto (Work) work = { NULL };
  g_autofree char *title = NULL;
  g_autofree char *note = NULL;
  guint n = 0;

  if (!open_work (context, values, &work, error))
    return FALSE;
  title = g_strdup_printf (values->off ? "Switch off the speakers of %s"
                                       : "Find the speakers of %s anew",
                           work.document->name);
  if (!begin (context, values, &work, title, error)
      || !(values->off
             ? cw_speaker_drop_all (work.change, &work.document->guid, context->force, error)
             : cw_speaker_recognise (work.change, &work.document->guid, context->force, &n, error)))
    return FALSE;
  note = g_strdup_printf ("%u turn%s recognised", n, plural (n));
  return finish (context, values, &work, TRUE, values->off ? "nobody speaks in it" : note, error);
}

/* --- Participants ------------------------------------------------------------- */

static gboolean
check_participant_options (CwCommandContext     *context,
                           const SpeakerOptions *values,
                           GError              **error)
{
  const char *name = cw_command_context_operand (context, 2);
  const char *wrong = NULL;

  if ((name != NULL) == values->none)
    wrong = "either a participant, or --none for nobody";
  else if (values->make && values->none)
    wrong = "--make goes with the name of a participant";
  else if (values->in != NULL && !values->make)
    wrong = "--in says where --make makes the participant";
  if (wrong == NULL)
    return TRUE;
  g_set_error (error, CW_ERROR, CW_ERROR_USAGE, "speakers participant: %s", wrong);
  return FALSE;
}

static gboolean
set_participant (CwCommandContext     *context,
                 const SpeakerOptions *values,
                 Work                 *work,
                 const CwGuid         *participant,
                 guint                *out_n,
                 GError              **error)
{
  const char *label = cw_command_context_operand (context, 1);
  CwGuid speaker;

  *out_n = 1;
  if (values->everywhere)
    return cw_speaker_set_participant_everywhere (work->change, label, participant, context->force,
                                                  out_n, error);
  return cw_speaker_find (work->database, &work->document->guid, label, &speaker, error)
         && cw_speaker_set_participant (work->change, &speaker, participant, error);
}

static gboolean
map_speaker (CwCommandContext *context,
             gpointer          options,
             GError          **error)
{
  const SpeakerOptions *values = options;
  const char *label = cw_command_context_operand (context, 1);
  const char *name = cw_command_context_operand (context, 2);
  g_auto (Work) work = { NULL };
  g_autoptr (CwNewParticipant) made = NULL;
  g_autofree char *title = NULL;
  g_autofree char *note = NULL;
  CwGuid participant;
  guint n;

  if (!check_participant_options (context, values, error)
      || !open_work (context, values, &work, error))
    return FALSE;
  if (name != NULL
      && !cw_new_participant_find (work.database, name, values->in, values->make, &participant,
                                   &made, error))
    return FALSE;
  title = g_strdup_printf ("Map speaker %s of %s to %s", label,
                           values->everywhere ? "all documents" : work.document->name,
                           name != NULL ? name : "nobody");
  if (!begin (context, values, &work, title, error)
      || (made != NULL && !cw_new_participant_add (work.change, made, &participant, error))
      || !set_participant (context, values, &work, name != NULL ? &participant : NULL, &n, error))
    return FALSE;
  note = g_strdup_printf ("\"%s\" is %s in %u document%s", label, name != NULL ? name : "nobody", n,
                          plural (n));
  return finish (context, values, &work, FALSE, note, error);
}

static const CwVerb speaker_verbs[] = {
  { NULL, "", 0, 0, "", FALSE, list_speakers },
  { "turns", "[LABEL]", 0, 1, "", FALSE, list_turns },
  { "rename", "LABEL NAME [--everywhere]", 2, 2, " everywhere preview ", TRUE, rename_speaker },
  { "merge", "LABEL… INTO [--force]", 2, G_MAXUINT, " preview ", TRUE, merge_speakers },
  { "split", "LABEL NAME TURN|FIRST-LAST|START:END …", 3, G_MAXUINT, " preview ", TRUE,
    split_speaker },
  { "drop", "LABEL [--force]", 1, 1, " preview ", TRUE, drop_speaker },
  { "add", "LABEL", 1, 1, " preview ", TRUE, add_speaker },
  { "find", "[--off] [--force]", 0, 0, " off preview ", TRUE, recognise },
  { "participant", "LABEL CASE [--everywhere] [--make [--in CASE]] | LABEL --none", 1, 2,
    " everywhere none make in preview ", TRUE, map_speaker },
  { NULL },
};

static gboolean
run_speakers (CwCommandContext *context,
              GError          **error)
{
  SpeakerOptions values = { FALSE };
  const GOptionEntry options[] = {
    { "everywhere", 0, 0, G_OPTION_ARG_NONE, &values.everywhere,
      "In every document that has a speaker of that label", NULL },
    { "none", 0, 0, G_OPTION_ARG_NONE, &values.none, "The speaker is no participant", NULL },
    { "make", 0, 0, G_OPTION_ARG_NONE, &values.make,
      "Make the participant if there is none of this name", NULL },
    { "in", 0, 0, G_OPTION_ARG_STRING, &values.in, "The case in which --make makes it", "CASE" },
    { "off", 0, 0, G_OPTION_ARG_NONE, &values.off, "Have no speakers and turns at all", NULL },
    { "preview", 0, 0, G_OPTION_ARG_NONE, &values.preview,
      "Only list the speakers as they would be", NULL },
    { NULL },
  };

  return cw_command_context_parse (context,
                                   CW_OPTION_FORMAT | CW_OPTION_AS | CW_OPTION_CODER | CW_OPTION_WHY
                                     | CW_OPTION_FORCE,
                                   options, error)
         && cw_verb_run (context, &values, error);
}

const CwCommand cw_commands_speakers[] = {
  { "speakers", "PROJECT DOCUMENT [VERB …]", "lists who speaks in a document, and puts it right",
    "Alone it lists the speakers: label, turns, characters, participant, how the longest\n"
    "turn begins, words. \"turns\" lists the turns, with the numbers that \"split\" takes.\n"
    "\n"
    "The text is the evidence and is never changed by this: a speaker who is renamed or\n"
    "merged has another name in the program, and the label in the text stays what it is.\n"
    "\"correct\" changes a text. \"split\" gives turns, by number or those that a range of\n"
    "the text touches, to another speaker, there already or new. \"drop\" says that a label\n"
    "is no speaker: its turns join those before them. \"add\" makes turns of the lines that\n"
    "begin with a label; where the sign behind it is no colon, write it too (\"Q.\").\n"
    "\"find\" recognises the speakers anew in the text as it is now; those found again keep\n"
    "their name and participant. What a participant says belongs to that case, as by\n"
    "\"case assign --speaker\". Where a case would lose what somebody says, it is refused\n"
    "(exit status 4) without --force.",
    TRUE, speaker_verbs, run_speakers, "DOCUMENT" },
  { NULL },
};
