/** The Lambda handlers of every stack, in one jar. */
package org.openemr.aws.functions;
