/*
 * How this program knows its own reports again, whatever they are called and whoever has
 * saved them since: a document property of this name.
 */
#ifndef OUTCHECK_MODEL_OWN_FILE_H
#define OUTCHECK_MODEL_OWN_FILE_H

#define OWN_FILE_PROPERTY "outcheck"
#define OWN_FILE_REPORT   "report"

#endif
