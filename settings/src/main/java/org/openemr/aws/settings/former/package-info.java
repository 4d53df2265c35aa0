/** What the Python projects for AWS that came before called things, and what they are here. */
package org.openemr.aws.settings.former;
