/** Rotation of credentials: schedules, the function that rotates, and what takes away the credentials that were in use before. */
package org.openemr.aws.rotation;
