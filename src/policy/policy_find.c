#include "policy/policy_find.h"

#include "base/file.h"
#include "base/program.h"
#include "base/text.h"
#include "policy/policy.h"

#include <stdlib.h>
#include <string.h>

static bool is_folder(const char *path)
{
    return path && file_kind_of(path) == FILE_FOLDER;
}

/* PREFIX/share/outcheck/NAME of a program in PREFIX/bin; NULL where there is none. */
static const char *folder_beside_program(struct arena *arena, const char *name)
{
    const char *program = program_folder(arena);
    if (!program) {
        return NULL;
    }
    const char *shared = path_join(arena, path_folder(arena, program), "share/outcheck");
    const char *folder = path_join(arena, shared, name);
    return is_folder(folder) ? folder : NULL;
}

static const char *folder_of_build(struct arena *arena)
{
    const char *folder = folder_beside_program(arena, "rules");
    if (folder) {
        return folder;
    }
    return is_folder(OUTCHECK_RULES_SOURCE) ? OUTCHECK_RULES_SOURCE
                                            : OUTCHECK_RULES_INSTALLED;
}

const char *policy_folder(struct arena *arena, struct problems *problems)
{
    const char *environment = getenv("OUTCHECK_RULES");
    const bool is_set = environment && *environment;
    const char *folder = is_set ? environment : folder_of_build(arena);
    if (is_folder(folder)) {
        return folder;
    }
    problem_add(problems, OUTCHECK_ERROR_USAGE, place_of_file(folder),
                is_set ? "The environment variable OUTCHECK_RULES names this folder."
                       : "Set OUTCHECK_RULES to the folder of the policies.",
                "there is no folder of policies here");
    return NULL;
}

static bool is_path(const char *name)
{
    return strchr(name, '/') || strchr(name, '\\') || text_ends_with(name, ".yaml") ||
           text_ends_with(name, ".yml") || text_ends_with(name, ".json");
}

static bool is_absolute(const char *path)
{
    return path[0] == '/' || path[0] == '\\' || (path[0] && path[1] == ':');
}

static void add_missing_id(struct arena *arena, const char *name, struct place place,
                           struct problems *problems)
{
    const char *const *ids = NULL;
    size_t count = 0;
    if (policy_list(arena, &ids, &count, problems) != OUTCHECK_OK) {
        return;
    }
    const char *nearest = text_nearest(name, ids, count);
    problem_add(problems, OUTCHECK_ERROR_USAGE, place,
                nearest ? text_format(arena, "Did you mean '%s'?", nearest)
                        : "'outcheck policy list' names those that are shipped. A file's "
                          "name must have a slash or end in .yaml or .json.",
                "there is no policy '%s'", name);
}

const char *policy_find(struct arena *arena, const char *name, const char *beside,
                        struct place place, struct problems *problems)
{
    const char *path = name;
    const bool is_id = !is_path(name);
    if (is_id) {
        const char *folder = policy_folder(arena, problems);
        if (!folder) {
            return NULL;
        }
        path = path_join(arena, folder, text_format(arena, "%s.yaml", name));
    } else if (beside && !is_absolute(name)) {
        path = path_join(arena, path_folder(arena, beside), name);
    }
    if (file_kind_of(path) == FILE_REGULAR) {
        return path;
    }
    if (is_id) {
        add_missing_id(arena, name, place, problems);
    } else {
        problem_add(problems, OUTCHECK_ERROR_USAGE, place, "",
                    "there is no policy file '%s'", path);
    }
    return NULL;
}

const char *policy_find_page(struct arena *arena, const char *code)
{
    struct problems *unheard = problems_create(arena);
    const char *name = text_format(arena, "%s.md", code);
    const char *rules = policy_folder(arena, unheard);
    const char *folders[] = {
        rules ? path_join(arena, rules, "../explain") : NULL,
        rules ? path_join(arena, rules, "../docs/rules") : NULL,
        folder_beside_program(arena, "explain"),
        OUTCHECK_RULES_SOURCE "/../docs/rules",
        OUTCHECK_RULES_INSTALLED "/../explain",
    };
    for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
        const char *path = folders[i] ? path_join(arena, folders[i], name) : NULL;
        if (path && file_kind_of(path) == FILE_REGULAR) {
            return path;
        }
    }
    return NULL;
}

const char *policy_find_example(struct arena *arena, const char *name)
{
    struct problems *unheard = problems_create(arena);
    const char *rules = policy_folder(arena, unheard);
    const char *folders[] = {
        rules ? path_join(arena, rules, "../example") : NULL,
        rules ? path_join(arena, rules, "../fixtures") : NULL,
        folder_beside_program(arena, "example"),
        OUTCHECK_RULES_SOURCE "/../fixtures",
        OUTCHECK_RULES_INSTALLED "/../example",
    };
    for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
        const char *path = folders[i] ? path_join(arena, folders[i], name) : NULL;
        if (is_folder(path)) {
            return path;
        }
    }
    return NULL;
}
