/*
 * Values of a YAML file: text, numbers, dates and choices out of YAML, each mistake
 * said in words at its place.
 *
 * Every reader answers false, with a problem added, when the value is not what was asked
 * for; then the out-parameter is untouched.
 */
#ifndef OUTCHECK_BASE_YAML_VALUE_H
#define OUTCHECK_BASE_YAML_VALUE_H

#include "base/yaml.h"

/* A list of words to choose from. */
struct words {
    const char *const *items;
    size_t count;
};

/* One mistake at the node's place. */
void value_mistake(struct problems *problems, const struct yaml_node *node,
                   const char *hint, const char *format, ...) OUTCHECK_PRINTF(4, 5);

/* "Did you mean 'minimum'?", or all the words. */
const char *value_suggestion(struct problems *problems, const char *word,
                             struct words words);

/* Reports the keys of a map that are not among `known`. */
void value_check_keys(struct problems *problems, const struct yaml_node *map,
                      struct words known);

/* `key` is how the value is called in messages. */
bool value_text(struct problems *problems, const struct yaml_node *node, const char *key,
                const char **text);
bool value_choice(struct problems *problems, const struct yaml_node *node,
                  const char *key, struct words words, size_t *index);
bool value_yes_no(struct problems *problems, const struct yaml_node *node,
                  const char *key, bool *answer);
bool value_number(struct problems *problems, const struct yaml_node *node,
                  const char *key, double *number);

/* "2024-06-20" */
bool value_date(struct problems *problems, const struct yaml_node *node, const char *key,
                const char **date);

/* Lower-case letters, digits and hyphens: ids of policies, rules and sources. */
bool value_id(struct problems *problems, const struct yaml_node *node, const char *key,
              const char **id);

#endif
