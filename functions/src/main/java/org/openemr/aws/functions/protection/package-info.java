/** Protects the database from deletion when everything else of its stack is there. */
package org.openemr.aws.functions.protection;
