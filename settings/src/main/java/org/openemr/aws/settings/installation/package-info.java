/** The settings of an installation: the keys of every stack, and what follows from several of them. */
package org.openemr.aws.settings.installation;
